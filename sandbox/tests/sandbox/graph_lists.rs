use serde_json::{Value, json};

use crate::client::{Client, OUTLOOK, meeting, query, series};

const LINK: &str = "String {00020329-0000-0000-C000-000000000046} Name OnlineMeetingExternalLink";

fn has_link() -> String {
    format!("singleValueExtendedProperties/Any(ep: ep/id eq '{LINK}' and ep/value ne null)")
}

fn texts<'a>(list: &'a Value, member: &str) -> Vec<&'a str> {
    list["value"].as_array().unwrap().iter().map(|event| event[member].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_filter_finds_single_meetings_and_masters_with_the_property_and_no_others() {
    let client = Client::new().await;
    client.add(meeting(json!({"subject": "Plain"}))).await;
    let skype =
        json!({"subject": "Skype", "properties": {"OnlineMeetingExternalLink": "https://meet.example/a/2"}});
    client.add(meeting(skype)).await;
    client.add(series()).await;
    let found = client.read(&format!("/me/events{}", query(&[("$filter", &has_link())]))).await;
    assert_eq!(texts(&found, "subject"), ["Skype", "Weekly"]);
    assert_eq!(texts(&found, "type"), ["singleInstance", "seriesMaster"]);
    let other_name = has_link().replace("OnlineMeeting", "onlinemeeting");
    let found = client.read(&format!("/me/events{}", query(&[("$filter", &other_name)]))).await;
    assert_eq!(found["value"], json!([]));
}

#[tokio::test]
async fn values_are_compared_ignoring_case() {
    let client = Client::new().await;
    client.add(series()).await;
    for test in [
        "contains(ep/value,'MEET.example')",
        "startswith(ep/value,'https://M')",
        "ep/value eq 'https://meet.example/A/1'",
    ] {
        let filter = has_link().replace("ep/value ne null", test);
        let found = client.read(&format!("/me/events{}", query(&[("$filter", &filter)]))).await;
        assert_eq!(texts(&found, "subject"), ["Weekly"], "{test}");
    }
}

#[tokio::test]
async fn extended_properties_come_only_when_they_are_expanded() {
    let client = Client::new().await;
    client.add(series()).await;
    let plain = client.read("/me/events").await;
    assert_eq!(plain["value"][0].get("singleValueExtendedProperties"), None);
    let expand = format!("singleValueExtendedProperties($filter=id eq '{LINK}' or id eq 'Integer 0x1016')");
    let found = client
        .read(&format!("/me/events{}", query(&[("$expand", &expand), ("$select", "id,subject")])))
        .await;
    let event = &found["value"][0];
    let members: Vec<_> = event.as_object().unwrap().keys().collect();
    assert_eq!(members, ["@odata.etag", "id", "singleValueExtendedProperties", "subject"]);
    assert_eq!(event["singleValueExtendedProperties"][0]["value"], "https://meet.example/a/1");
    let native = event["singleValueExtendedProperties"][1]["value"].as_str().unwrap();
    assert!(["2", "3"].contains(&native), "{native}");
}

#[tokio::test]
async fn pages_lead_to_the_next_one_by_an_absolute_link_that_keeps_the_query() {
    let client = Client::new().await;
    for day in 1..=5 {
        let start = format!("2026-12-0{day}T09:00:00Z");
        let end = format!("2026-12-0{day}T10:00:00Z");
        client.add(meeting(json!({"subject": format!("{day}"), "start": start, "end": end}))).await;
    }
    let mut path = "/me/events?$top=2&$select=subject".to_owned();
    let mut subjects = Vec::new();
    loop {
        let page = client.read(&path).await;
        subjects.extend(texts(&page, "subject").into_iter().map(str::to_owned));
        let Some(next) = page["@odata.nextLink"].as_str() else { break };
        path = next.strip_prefix(&format!("{OUTLOOK}/graph/v1.0")).unwrap().to_owned();
    }
    assert_eq!(subjects, ["1", "2", "3", "4", "5"]);
}

#[tokio::test]
async fn a_calendar_view_expands_series_with_their_exceptions_and_deleted_dates() {
    let client = Client::new().await;
    client.add(series()).await;
    client
        .add(meeting(
            json!({"subject": "Single", "start": "2026-12-01T08:00:00Z", "end": "2026-12-01T08:30:00Z"}),
        ))
        .await;
    let view = client
        .read("/me/calendarView?startDateTime=2026-11-20T00:00:00Z&endDateTime=2026-12-16T00:00:00Z&$top=50")
        .await;
    assert_eq!(texts(&view, "subject"), ["Weekly", "Single", "Moved", "Weekly"]);
    assert_eq!(texts(&view, "type"), ["occurrence", "singleInstance", "exception", "occurrence"]);
    let moved = &view["value"][2];
    assert_eq!(moved["originalStart"], "2026-12-01T09:00:00.0000000Z");
    assert_eq!(moved["end"]["dateTime"], "2026-12-02T14:00:00.0000000");
    assert_eq!(view["value"][3]["start"]["dateTime"], "2026-12-15T09:00:00.0000000");
}

#[tokio::test]
async fn a_calendar_view_is_paged_across_series() {
    let client = Client::new().await;
    client.add(series()).await;
    let path = "/me/calendarView?startDateTime=2026-11-20T00:00:00Z&endDateTime=2026-12-30T00:00:00Z&$top=3";
    let first = client.read(path).await;
    assert_eq!(first["value"].as_array().unwrap().len(), 3);
    let second = client.read(&format!("{path}&$skip=3")).await;
    assert_eq!(texts(&second, "type"), ["occurrence", "occurrence"]);
    assert_eq!(second.get("@odata.nextLink"), None);
}

#[tokio::test]
async fn a_meeting_that_began_before_the_view_is_in_it_and_one_that_ended_with_its_start_is_not() {
    let client = Client::new().await;
    client.add(series()).await;
    client.add(meeting(json!({}))).await;
    let view = |from: &str| format!("/me/calendarView?startDateTime={from}&endDateTime=2026-11-25T00:00:00Z");
    assert_eq!(client.read(&view("2026-11-24T09:30:00Z")).await["value"].as_array().unwrap().len(), 2);
    assert_eq!(client.read(&view("2026-11-24T10:00:00Z")).await["value"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn instances_of_a_series_may_carry_its_properties_but_not_an_add_ins() {
    let client = Client::new().await;
    let mut carried = std::collections::BTreeSet::new();
    for _ in 0..40 {
        carried.insert(carries_properties(&client).await);
    }
    assert_eq!(carried.len(), 2, "those of some series do");
}

/// Whether the instances of a new series carry its properties.
async fn carries_properties(client: &Client) -> bool {
    let master = client.add(series()).await;
    let bag = LINK.replace("OnlineMeetingExternalLink", "cecp-x");
    let expand = format!("singleValueExtendedProperties($filter=id eq '{LINK}' or id eq '{bag}')");
    let range = [("startDateTime", "2026-11-20"), ("endDateTime", "2026-12-10"), ("$expand", &expand)];
    let path = format!("/me/events/{}/instances{}", master["id"].as_str().unwrap(), query(&range));
    let found = client.read(&path).await;
    assert_eq!(texts(&found, "type"), ["occurrence", "exception"]);
    let mut carries = Vec::new();
    for instance in found["value"].as_array().unwrap() {
        let properties = instance.get("singleValueExtendedProperties").and_then(Value::as_array);
        let values: Vec<_> = properties.into_iter().flatten().map(|one| one["value"].clone()).collect();
        assert!(values.is_empty() || values == ["https://meet.example/a/1"], "{values:?}");
        carries.push(!values.is_empty());
        assert_eq!(instance["seriesMasterId"], master["id"]);
        assert_ne!(instance["iCalUId"], master["iCalUId"]);
        let same = client.read(&format!("/me/events/{}", instance["id"].as_str().unwrap())).await;
        assert_eq!(same["start"], instance["start"]);
    }
    assert_eq!(carries[0], carries[1]);
    carries[0]
}

/// `PidLidCleanGlobalObjectId`.
const GLOBAL_ID: &str = "Binary {6ED8DA90-450B-101B-98DA-00AA003F1305} Id 0x23";

#[tokio::test]
async fn all_dates_of_a_series_have_one_global_object_id_and_other_meetings_have_others() {
    let client = Client::new().await;
    let master = client.add(series()).await;
    let other = client.add(meeting(json!({"lacksICalUId": true}))).await;
    let expand = format!("singleValueExtendedProperties($filter=id eq '{GLOBAL_ID}')");
    let read = async |event: &Value| {
        let path = format!("/me/events/{}{}", event["id"].as_str().unwrap(), query(&[("$expand", &expand)]));
        client.read(&path).await
    };
    let id = |event: &Value| event["singleValueExtendedProperties"][0]["value"].as_str().unwrap().to_owned();
    let range = [("startDateTime", "2026-11-20"), ("endDateTime", "2026-12-10"), ("$expand", &expand)];
    let path = format!("/me/events/{}/instances{}", master["id"].as_str().unwrap(), query(&range));
    let instances = client.read(&path).await;
    assert_eq!(texts(&instances, "type"), ["occurrence", "exception"]);
    let of_series = id(&read(&master).await);
    for instance in instances["value"].as_array().unwrap() {
        assert_eq!(id(instance), of_series);
        assert_ne!(instance["iCalUId"], master["iCalUId"]);
    }
    let other = read(&other).await;
    assert_eq!(other["iCalUId"], Value::Null);
    assert_ne!(id(&other), of_series);
    assert!(id(&other).starts_with("BAAAAIIA4AB0xbcQGoLgCAAAAAA"), "the class id, and no date");
}

#[tokio::test]
async fn what_the_service_does_not_support_is_an_error_in_its_shape() {
    let client = Client::new().await;
    let master = client.add(series()).await;
    let of_event = |rest: &str| format!("/me/events/{}{rest}", master["id"].as_str().unwrap());
    let instances = |query: &str| of_event(&format!("/instances?{query}"));
    for (path, status, code) in [
        ("/me/events?$filter=isOrganizer%20eq%20true", 400, "ErrorInvalidRequest"),
        ("/me/events?$top=0", 400, "ErrorInvalidRequest"),
        ("/me/calendarView", 400, "ErrorInvalidRequest"),
        (
            "/me/calendarView?startDateTime=2026-11-20&endDateTime=2026-11-21&$filter=x",
            500,
            "ErrorInternalServerError",
        ),
        ("/me/events/unknown", 404, "ErrorItemNotFound"),
        ("/me/messages", 404, "ResourceNotFound"),
        ("/me/events?$foo=1", 400, "BadRequest"),
        ("/me/events/unknown?$foo=1", 400, "BadRequest"),
        ("/me/events?$select=id&$select=subject", 400, "BadRequest"),
        ("/me/events?$select=id,colour", 400, "BadRequest"),
        ("/me/events?$select=", 400, "BadRequest"),
        ("/me/events?$orderby=colour%20desc", 400, "BadRequest"),
        ("/me/events?$orderby=colour/dateTime", 400, "BadRequest"),
        ("/me/events?$expand=colours", 400, "BadRequest"),
        ("/me/calendarView?startDateTime=2026-11-20&endDateTime=2031-11-20", 400, "ErrorInvalidRequest"),
        ("/me/calendarView?startDateTime=2026-11-20&endDateTime=2026-11-19", 400, "ErrorInvalidRequest"),
        (&instances("startDateTime=2026-11-20&endDateTime=2056-11-20"), 400, "ErrorInvalidRequest"),
        (&instances("startDateTime=2026-11-20&endDateTime=2026-11-19"), 400, "ErrorInvalidRequest"),
        (&instances("startDateTime=2026-11-20&endDateTime=2026-11-21&$filter=x"), 400, "BadRequest"),
        (&of_event("?$filter=nonsense"), 400, "BadRequest"),
        (&of_event("?$top=1"), 400, "BadRequest"),
        (&of_event("/attachments?$select=colour"), 400, "BadRequest"),
        (&of_event("/attachments?$filter=nonsense"), 400, "BadRequest"),
        ("/me/calendars?$select=colour", 400, "BadRequest"),
        ("/me/calendars?$filter=nonsense", 400, "BadRequest"),
        ("/me/calendar?$select=colour", 400, "BadRequest"),
        ("/me/mailboxSettings?$select=colour", 400, "BadRequest"),
        ("/me?$select=colour", 400, "BadRequest"),
        ("/me?$top=1", 400, "BadRequest"),
        ("/me/onlineMeetings/unknown?$select=colour", 400, "BadRequest"),
        ("/me/onlineMeetings?$filter=JoinWebUrl%20eq%20'x'&$top=1", 400, "BadRequest"),
    ] {
        let answer = client.graph("GET", path, &[], Value::Null).await;
        assert_eq!(
            (answer.status.as_u16(), answer.json()["error"]["code"].as_str().unwrap()),
            (status, code),
            "{path}"
        );
    }
}

#[tokio::test]
async fn what_the_service_knows_is_no_error_whatever_its_case() {
    let client = Client::new().await;
    client.add(meeting(json!({}))).await;
    let found = client.read("/me/events?$select=Subject,iCalUID&$orderby=Start/DateTime%20asc&foo=1").await;
    assert_eq!(texts(&found, "subject"), ["Review"]);
    assert!(found["value"][0]["iCalUId"].is_string());
    client.read("/me/calendarView?startDateTime=2026-11-20&endDateTime=2031-11-19").await;
}

#[tokio::test]
async fn what_is_selected_of_anything_is_all_that_is_told() {
    let client = Client::new().await;
    let picture = json!({"name": "image001.png", "contentType": "image/png", "isInline": true});
    let event = client.add(meeting(json!({"keeping": {"attachments": [picture]}}))).await;
    let attachments = format!("/me/events/{}/attachments?$select=id,Name", event["id"].as_str().unwrap());
    let members = |of: &Value| {
        let names = of.as_object().unwrap().keys().filter(|name| !name.starts_with('@'));
        names.cloned().collect::<Vec<_>>()
    };
    assert_eq!(members(&client.read(&attachments).await["value"][0]), ["id", "name"]);
    assert_eq!(members(&client.read("/me/calendars?$select=name").await["value"][0]), ["id", "name"]);
    assert_eq!(members(&client.read("/me/calendar?$select=name").await), ["id", "name"]);
    assert_eq!(members(&client.read("/me?$select=mail").await), ["mail"]);
    assert_eq!(members(&client.read("/me/mailboxSettings?$select=timeZone").await), ["timeZone"]);
}

#[tokio::test]
async fn an_event_has_another_id_without_the_preference_and_is_found_by_both() {
    let client = Client::new().await;
    let master = client.add(series()).await;
    let ordinary = async |path: &str| client.graph_as_is("GET", path, &[], Value::Null).await.json();
    let own = master["id"].as_str().unwrap();
    let other = ordinary("/me/events").await["value"][0]["id"].as_str().unwrap().to_owned();
    assert_ne!(other, own);
    for id in [own, &other] {
        assert_eq!(client.read(&format!("/me/events/{id}")).await["id"], own);
        assert_eq!(ordinary(&format!("/me/events/{id}")).await["id"], other);
        let dates = query(&[("startDateTime", "2026-11-20"), ("endDateTime", "2026-12-10")]);
        let instances = ordinary(&format!("/me/events/{id}/instances{dates}")).await;
        assert_eq!(instances["value"][0]["seriesMasterId"], other);
    }
}

#[tokio::test]
async fn an_event_is_found_by_the_id_that_forms_have_too_and_told_with_its_own() {
    let client = Client::new().await;
    client.add(series()).await;
    let list = client.read("/me/events").await;
    let master = list["value"][0]["id"].as_str().unwrap();
    let dates = [("startDateTime", "2026-11-20"), ("endDateTime", "2026-12-10")];
    let instances = client.read(&format!("/me/events/{master}/instances{}", query(&dates))).await;
    let instance = instances["value"][0]["id"].as_str().unwrap();
    for id in [master, instance] {
        assert_eq!(client.read(&format!("/me/events/{id}F-_")).await["id"], id);
    }
}
