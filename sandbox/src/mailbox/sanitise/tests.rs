use proptest::prelude::*;

use super::*;

#[test]
fn a_form_loses_classes_data_and_event_attributes_and_nothing_else() {
    let html = "<p class=\"a\"  style='x'\r\n data-tid=1 onclick='go()'>T\u{e4}xt &nbsp;<br class=x/></P>";
    assert_eq!(outlook_form(html), "<p  style='x'>T\u{e4}xt &nbsp;<br></P>");
}

#[test]
fn ids_move_to_their_own_namespace_once() {
    assert_eq!(outlook_form("<a id=top ID=\"\">"), "<a id=x_top ID=\"\">");
    assert_eq!(outlook_form("<a id='x_top'>"), "<a id='x_top'>");
}

#[test]
fn scripts_and_frames_go_with_their_content() {
    let html = "a<script class=x>if (a < b) '</p>'</script>b<IFRAME src=x><p class=y></IFRAME >c<script>rest";
    assert_eq!(outlook_form(html), "abc");
}

#[test]
fn what_grows_together_is_sanitised_as_well() {
    assert_eq!(outlook_form("<<script></script>script>x</script>y"), "y");
}

#[test]
fn comments_styles_and_text_are_left_alone() {
    let html = "<!--[if mso]><p class=x><![endif]--><style>p { content: \"<p class=x>\" }</style> class=x";
    assert_eq!(outlook_form(html), html);
}

#[test]
fn nothing_grows_together_where_an_attribute_was() {
    assert_eq!(outlook_form("<p class=\"a\"title=\"b\">"), "<p title=\"b\">");
    assert_eq!(outlook_form("<p lang=en class=\"a\"/>"), "<p lang=en />");
}

#[test]
fn graph_keeps_classes_but_no_scripts() {
    let html = "<p class=a onclick=go()>x<script>y</script></p>";
    assert_eq!(graph_body(html), "<p class=a>x</p>");
}

fn piece() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "<p",
        "<a ",
        "</p>",
        "<script",
        "</script>",
        "<iframe>",
        "</iframe",
        "<style>",
        "</style>",
        "<!--",
        "-->",
        ">",
        "/>",
        "<",
        "\"",
        "'",
        "=",
        "/",
        " ",
        "\r\n",
        "\r",
        "\t",
        " class",
        " class=\"a b\"",
        " data-x='1'",
        " onclick=a",
        " id=top",
        " id='x_top'",
        " id=\"\"",
        " style='y'",
        "x_",
        "&amp;",
        "&#13;",
        "\u{1f600}",
        "\u{e9}",
        "text",
        "<textarea>",
        "</textarea>",
        "<title>",
        "\0",
    ]);
    prop_oneof![9 => fixed.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)]
}

fn document() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn sanitising_twice_is_the_same_as_once(html in document()) {
        let once = outlook_form(&html);
        prop_assert_eq!(outlook_form(&once), once);
    }

    #[test]
    fn what_is_left_stands_in_the_original_in_the_same_order(html in document()) {
        let sanitised = graph_body(&html);
        let mut original = html.chars();
        prop_assert!(sanitised.chars().all(|left| original.any(|character| character == left)));
    }

    #[test]
    fn a_text_without_anything_to_drop_is_left_alone(text in "[a-z<>/='\" \r\n\u{e0}-\u{ff}]{0,60}") {
        let html = format!("<table><tr><td lang=en>{}</td></tr>", text.replace(['<', '='], "."));
        prop_assert_eq!(outlook_form(&html), html);
    }
}
