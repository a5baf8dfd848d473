# Redial's page, as organizers read it.

checking = Checking your meetings…
checked-count =
    { $count ->
        [one] 1 meeting checked so far
       *[other] { $count } meetings checked so far
    }
look-for-copies = Look for copies
looking-for-copies = Looking through the rest of your calendar…
copies-not-looked-for = The rest of your calendar could not be looked through.
reading = Reading…
try-again = Try again
check-again = Check again
get-help = Get help

## Every meeting is right

right-heading = Everything is right
right-count =
    { $count ->
        [0] You have no online meetings ahead that Redial looks after.
        [one] Your online meeting ahead shows your current dial-in details.
       *[other] All { $count } of your online meetings ahead show your current dial-in details.
    }
outdated-heading =
    { $count ->
        [one] 1 meeting still shows old dial-in details
       *[other] { $count } meetings still show old dial-in details
    }
outdated-explanation =
    { $count ->
        [one] Redial leaves it alone. Review it to see why, and change it yourself in Outlook.
       *[other] Redial leaves them alone. Review them to see why, and change them yourself in Outlook.
    }
left-meeting-url-heading =
    { $count ->
        [one] 1 meeting shows the old meeting address
       *[other] { $count } meetings show the old meeting address
    }
left-number-heading =
    { $count ->
        [one] 1 meeting does not show your bridge's new number
       *[other] { $count } meetings do not show your bridge's new number
    }
left-by-policy-heading =
    { $count ->
        [one] 1 meeting differs from your current details
       *[other] { $count } meetings differ from your current details
    }
left-by-policy-explanation =
    { $count ->
        [one] Your administrator's policy leaves it.
       *[other] Your administrator's policy leaves them.
    }
update-anyway = Update anyway

## Meetings show old details

stale-heading =
    { $count ->
        [one] 1 meeting shows old dial-in details
       *[other] { $count } meetings show old dial-in details
    }
stale-mails =
    { $count ->
        [0] Nobody is invited to them, so no update mail goes out.
        [one] Updating sends 1 update mail to attendees.
       *[other] Updating sends { $count } update mails to attendees.
    }
stale-mails-at-most =
    { $count ->
        [0] Nobody is invited to them, so no update mail goes out.
        [one] Updating sends at most 1 update mail to attendees.
       *[other] Updating sends at most { $count } update mails to attendees.
    }
stale-deliveries =
    { $count ->
        [one] Counted for everybody who gets one, that is 1 mail.
       *[other] Counted for everybody who gets one, that is { $count } mails.
    }
stale-deliveries-near = Your mailbox may send { $limit } a day, so this leaves little room for other mails. Distribution lists count as one here, and for all their members there.
stale-deliveries-beyond = Your mailbox may send { $limit } a day. The soonest meetings are updated first; the others go on by themselves a day later, when Redial is open then or opened afterwards.
stale-deliveries-sent =
    { $count ->
        [one] In the last 24 hours Redial has sent 1 of them already.
       *[other] In the last 24 hours Redial has sent { $count } of them already.
    }
review-changes = Review changes
update-meetings = Update meetings
not-now = Not now
countdown = Starts by itself in { $seconds } s
countdown-stopped-for-review = The countdown has stopped, so that you can read. Nothing starts until you choose Update meetings.
countdown-stopped = The countdown has stopped. Nothing starts until you choose Update meetings.
paused-manual-allowed = Your administrator has paused automatic updates. You can still update your meetings yourself.
paused = Your administrator has paused updates. Your meetings stay as they are for now.
run-elsewhere = Another Redial page is updating your meetings at this moment. Wait until it has finished, then check again.
asked-of-policy = Your administrator's policy starts no update after this change by itself. Choose when to update.
asked-without-change = Redial did not see the change happen, so no update starts by itself. Choose when to update.
asked-after-loss = Until that is put right, no update starts by itself: the next one might do the same. You can still choose Update meetings.
lost-heading =
    { $count ->
        [one] An update took the online meeting away from 1 appointment
       *[other] An update took the online meeting away from { $count } appointments
    }
lost-seen-to = I have seen to it
rooms-heading =
    { $count ->
        [one] A room has declined since an update
       *[other] { $count } rooms have declined since an update
    }
room-declined = { $room } does not take this meeting any more. Book a room again in Outlook.
deferred-until = Your mailbox needs a pause. The update goes on by itself at { $time }.
deferred-because =
    { $why ->
        [deliveries] Your mailbox may send no more mails today.
       *[busy] Your mailbox asked Redial to wait.
    }
settling-until = Starts by itself at { $time }, if your dial-in details stay as they are until then.
new-online-meetings =
    { $count ->
        [one] The link of 1 online meeting changes. What was prepared in the old one (whiteboards, polls, shared notes) stays behind.
       *[other] The links of { $count } online meetings change. What was prepared in the old ones (whiteboards, polls, shared notes) stays behind.
    }
no-number-left = Your bridge has no dial-in number left: updated meetings show none.
requested = Your administrator asked for this update.

change-audio-conferencing-added = People can now dial in to your meetings by phone.
change-audio-conferencing-removed = People can no longer dial in to your meetings by phone.
change-conference-id-changed = Your conference ID has changed.
change-acp-to-bridge = Your phone conferences now run on Microsoft's bridge instead of your conferencing provider.
change-bridge-to-acp = Your phone conferences now run with a conferencing provider instead of Microsoft's bridge.
change-licence-assigned-beside-acp = You have a licence for Microsoft's bridge. Your administrator's policy keeps your conferencing provider's numbers.
change-licence-removed-beside-acp = Your licence for Microsoft's bridge is gone. Your conferencing provider's numbers stay.
change-bridge-changed = Your conferencing bridge has other dial-in numbers now.
change-number-unassigned = A dial-in number is no longer in use.
change-default-number-changed = Your default dial-in number has changed.
change-number-added = Your bridge has a new dial-in number.
change-directory-changed = The address of your list of local numbers has changed.
change-branding-changed = What your organization adds to invitations has changed.
change-sip-address-changed = Your SIP address has changed.
change-meeting-url-changed = The addresses of new meetings begin differently now.
change-moved-online = Your account has moved to the cloud.
change-moved-on-premises = Your account has moved to your organization's own server.
change-moved-to-teams = Your account moved to Teams. Your Skype meetings stay as they are.

## The table of meetings

meetings = Meetings
column-meeting = Meeting
column-when = When
column-what-happens = What happens
no-subject = (no subject)
gets-current-details = Gets your current details
gets-new-link = Gets a new link
gets-new-link-and-id = Gets a new link and conference ID, known once the online meeting is made
left-by-policy = Left by your administrator's policy
mails-per-meeting =
    { $count ->
        [0] No update mail: nobody is invited
        [one] 1 update mail to the attendees
       *[other] { $count } update mails to the attendees
    }
older-copy-saved = An older copy was saved over the update.
own-lines-kept = The lines you added are kept
own-lines-replaced = The lines you added are replaced
becomes-html = The formatting of its text may change a little
before-and-after = Before and after
before = Before
after = After
when-series = Series, { $time }, until { $date }
when-series-without-end = Series, { $time }
when-exception = { $time } (one date of a series)

## Meetings left alone

left-alone = Left alone
left-alone-count =
    { $count ->
        [one] 1 other meeting is left alone
       *[other] { $count } other meetings are left alone
    }
unreadable-count =
    { $count ->
        [one] 1 appointment could not be read. It stays as it is.
       *[other] { $count } appointments could not be read. They stay as they are.
    }
already-true-count =
    { $count ->
        [one] 1 meeting shows your current details
       *[other] { $count } meetings show your current details
    }
left-alone-group = { $reason } ({ $count })
reason-deleted = Deleted meanwhile
reason-past = Over already
reason-cancelled = Cancelled
reason-draft = The invitation was never sent
reason-unsent-changes = You changed it and did not send the update yet: an update by Redial would send your changes too
reason-not-organizer = Somebody else is the organizer
reason-too-many-attendees = More than { $limit } attendees
reason-block-missing = The details of the online meeting are not in the text any more
reason-link-hidden = { $filter } hides where the links in the text lead, so the details cannot be recognized
reason-copied = The details were copied from another meeting
reason-foreign = Online meeting of another service
reason-other-kind = Online meeting of another kind than yours
reason-service-updates = Made by Outlook itself: Microsoft's own service updates it
reason-another-persons = Online meeting of somebody else ({ $person })
reason-unknown-address = Nobody can tell whose online meeting this is: { $address }
reason-unusable-address = What is stored on it is no address of an online meeting: { $address }
reason-contested = Another of your meetings leads to the same online meeting, and which of them is the copy cannot be told
reason-newer-tag = A newer version of Redial looks after it
reason-unsure = The details contradict what is stored on the meeting, or stand there several times
reason-unknown-format = Outlook does not say what format the text has, and writing it could change that
reason-protected = The text is encrypted, so the details in it cannot be read
reason-embedded-objects = Pictures or other objects stand in the text, and updating it would move them
reason-rich-text = The text is kept as rich text, and your administrator has such texts left alone
reason-plain-text = The text is kept as plain text, and such texts are left alone unless your administrator has them updated
reason-open-in-form = Open in a form at the moment: save or close it, then check again
reason-edited = You edited the details, and your administrator has edited ones left alone
reason-no-conference-id = Its own conference ID is not known, and new numbers need it
reason-incomplete = Cannot be changed safely: the line that begins or ends the details is missing
reason-shared-markup = Cannot be changed safely: other text stands in the same paragraph as the details
reason-unbalanced = Cannot be changed safely: the formatting of the details is damaged
reason-no-room = Cannot be changed safely: the details stand inside a link, a list or a table
reason-unclear-digits = Cannot be changed safely: it is not clear which digits are a telephone number and which the conference ID
reason-not-read-back = Cannot be changed safely: the details would not read as they should
reason-too-deep = Cannot be changed safely: the formatting of the text is nested too deeply
reason-already-true = Shows your current details

## A run

running-heading = Updating your meetings
running-progress = { $done } of { $total }
running-keep-open = Nothing runs in the background: keep this page open until it is finished.
running-waiting =
    { $seconds ->
        [one] Your mailbox asks to wait 1 second.
       *[other] Your mailbox asks to wait { $seconds } seconds.
    }
running-pace =
    { $seconds ->
        [one] Your mailbox takes no more requests for 1 second.
       *[other] Your mailbox takes no more requests for { $seconds } seconds.
    }
running-waiting-dial-in =
    { $seconds ->
        [one] The dial-in service asks to wait 1 second.
       *[other] The dial-in service asks to wait { $seconds } seconds.
    }
running-mails =
    { $seconds ->
        [one] Your mailbox sends no more mails for 1 second; more of them would only wait there.
       *[other] Your mailbox sends no more mails for { $seconds } seconds; more of them would only wait there.
    }
running-deliveries =
    { $seconds ->
        [one] Your mailbox may send no more mails for 1 second.
       *[other] Your mailbox may send no more mails for { $seconds } seconds.
    }
running-at-work =
    { $seconds ->
        [one] Your mailbox is still at work on the last change. Redial goes on in 1 second.
       *[other] Your mailbox is still at work on the last change. Redial goes on in { $seconds } seconds.
    }
status-waiting = Waiting
status-updated = Updated
status-not-updated = Not updated
status-unclear = Not known whether it was updated
status-deferred = Waits until { $time }
online-lost-gone = Outlook does not treat it as an online meeting any more. What stood in its text is kept under “Before and after”: put it back in Outlook, and tell your administrator.
online-lost-replaced = Outlook now joins another online meeting. What stood in its text is kept under “Before and after”: put it back in Outlook, and tell your administrator.
online-unclear = Whether the update took an online meeting away from its appointment cannot be told at the moment, so no other meeting was updated. Check again: Redial looks at that one first.
finished-heading =
    { $count ->
        [0] No meeting was updated
        [one] 1 meeting updated
       *[other] { $count } meetings updated
    }
finished-failed =
    { $count ->
        [one] 1 meeting was not updated; it is as it was.
       *[other] { $count } meetings were not updated; they are as they were.
    }
finished-unclear =
    { $count ->
        [one] Of 1 meeting it is not known whether it was updated. Check again.
       *[other] Of { $count } meetings it is not known whether they were updated. Check again.
    }
finished-deferred =
    { $count ->
        [one] { deferred-because } 1 meeting goes on at { $time }, when Redial is open then or opened afterwards.
       *[other] { deferred-because } { $count } meetings go on at { $time }, when Redial is open then or opened afterwards.
    }
finished-deferred-paused =
    { $count ->
        [one] { deferred-because } 1 meeting is not updated yet. Automatic updates are paused: from { $time } on, choose Update meetings again.
       *[other] { deferred-because } { $count } meetings are not updated yet. Automatic updates are paused: from { $time } on, choose Update meetings again.
    }
finished-stopped =
    { $count ->
        [0] The update stopped.
        [one] The update stopped. 1 meeting is as it was.
       *[other] The update stopped. { $count } meetings are as they were.
    }
finished-left-alone =
    { $count ->
        [one] 1 meeting was left alone.
       *[other] { $count } meetings were left alone.
    }
finished-in-form = The open appointment is up to date in its form, too. Send or save it to keep that.
finished-mails =
    { $count ->
        [0] No update mail went out.
        [one] 1 update mail went to attendees.
       *[other] { $count } update mails went to attendees.
    }
finished-rooms = Rooms answer an update by themselves. If one declines now, Redial names it here.
finished-unrecorded = The record of this run could not be kept. Your meetings are as shown here.

## What the online meetings of each service are called

online-meeting =
    { $kind ->
        [skype] Skype meeting
        [teams] Teams meeting
       *[hosted] online meeting
    }

## The open appointment

appointment-heading = This appointment
appointment-looking = Looking at this appointment…
appointment-nothing = It has no online meeting yet.
appointment-ours =
    { $kind ->
        [skype] It has a Skype meeting.
        [teams] It has a Teams meeting.
       *[hosted] It has an online meeting.
    }
appointment-conference-id = Conference ID: { $id }
appointment-outdated = Its dial-in details are out of date.
appointment-conference-id-outdated = Its conference ID is { $shown }; yours is { $today } now.
appointment-other = It already holds other online meeting details. Remove those first if you want Redial to add a meeting.
appointment-adding = Adding the { online-meeting }…
appointment-removing = Removing the { online-meeting }…
appointment-updating = Updating the { online-meeting }…
appointment-added = The { online-meeting } was added.
appointment-already-there = The { online-meeting } is there already.
appointment-there-outdated = The { online-meeting } is there already, but its dial-in details are out of date.
appointment-there-outdated-id = The { online-meeting } is there already, but its dial-in details are out of date: conference ID { $shown } instead of { $today }.
appointment-removed = The { online-meeting } was removed.
appointment-updated = Its dial-in details are up to date now. Send or save the appointment to keep that.
add-online-meeting = Add { online-meeting }
remove = Remove
update-this-meeting = Update this meeting
all-my-meetings = All my meetings

## The selected message

selected-heading = Selected message
selected-nothing = It shows no online meeting.
selected-shows = It shows an online meeting.

## Signing in

sign-in-heading = Sign in to go on
sign-in-calendar = Redial reads and updates your calendar as you, so it has to know that it is you. A window opens in which you sign in.
sign-in-online-meetings = Redial reads your online meetings as you, so it has to know that it is you. A window opens in which you sign in.
sign-in-page = The dial-in service has to know that it is you ({ $host }). Its own page opens. Sign in there, then close it.
sign-in = Sign in
signing-in = A window has opened. Sign in there…
sign-in-closed = The window was closed before you were signed in. Choose Sign in again.
sign-in-blocked = Your browser did not let the window open. Allow pop-up windows for this page, then choose Sign in again.
sign-in-failed = Signing in failed: { $detail }. Choose Sign in again; if it stays so, show this to your administrator.
sign-in-not-taken = You signed in, but access is still refused. Choose Sign in again; if it stays so, ask your administrator whether your account may use Redial.
sign-in-page-not-taken = You are still not signed in to the dial-in service. Choose Sign in again; if it stays so, ask your administrator whether your browser keeps cookies of other pages from Redial.

## What goes wrong

failed-heading = Your meetings could not be checked
failed-run-heading = Your meetings could not be updated
nothing-written = Nothing was changed.

dial-in-unreachable = The dial-in service cannot be reached ({ $host }). Check your network and try again.
dial-in-timed-out = The dial-in service did not answer in time ({ $host }). Try again later.
dial-in-not-signed-in = Signing in to the dial-in service failed: { $detail }. Open Redial, choose Sign in, then try again.
dial-in-refused = The dial-in service refused to answer ({ $what }, status { $status }). Ask your administrator whether your account may use it.
dial-in-busy = The dial-in service is too busy at the moment. Try again in a few minutes.
dial-in-busy-until = The dial-in service asked Redial to wait. Redial looks again by itself at { $time }.
dial-in-busy-later = The dial-in service asked Redial to wait until { $time }. Try again then.
dial-in-not-json = The dial-in service's answer cannot be understood: { $what } is not JSON. A proxy or a sign-in page may stand in between; ask your administrator.
dial-in-missing = The dial-in service's answer is incomplete: { $what } has no valid { $field }. Ask your administrator to check the server.
dial-in-no-join-url = The dial-in service's answer is incomplete: it has no valid meeting address (joinUrl). Ask your administrator to set the server's meeting URL.
dial-in-invalid = The description of your dial-in details is not valid ({ $file }, { $field }: { $detail }). Ask your administrator to correct it.
dial-in-no-file = The description of your dial-in details cannot be loaded ({ $file }, status { $status }). Ask your administrator to put it there.
dial-in-no-meeting-yet = You have no Teams meeting yet that your dial-in details can be read from. Add one to an appointment, then check again.
dial-in-former-address = The dial-in service made the new meeting at the old address. Try again later, or ask your administrator to check your account.
dial-in-origin-refused = The dial-in service takes no requests from Redial's address ({ $host }). Ask your administrator to add Redial's address to the server's list of allowed domains (CrossDomainAuthorizationList).
dial-in-redirected-too-often = The dial-in service redirects again and again ({ $host }). Ask your administrator to check the server's discovery service.
dial-in-sign-in-page = The dial-in service needs you to sign in yourself ({ $host }). Open Redial and choose Sign in, then try again.
dial-in-no-sign-in = The dial-in service offers no sign-in without a password ({ $host }), and Redial never asks for one. Ask your administrator to allow Windows or passive authentication.
dial-in-too-many-meetings = The dial-in service keeps no more online meetings for you. Ask your administrator to delete old ones of yours there.
dial-in-user-agent = The dial-in service does not let Redial in. Ask your administrator to allow Redial among the server’s clients.
dial-in-cannot-redirect = The dial-in service cannot lead Redial to the server of your account. Try again later; if it stays so, ask your administrator where your account is homed.
dial-in-mobility = Your account may not use the dial-in service from Redial. Ask your administrator to allow mobility for it (EnableMobility, Set-CsMobilityPolicy).
dial-in-moved-to-teams = Your account moved to Teams. Your Skype meetings stay as they are. Ask your administrator to have Redial take your details from Teams (dialIn in config.json).
host-not-allowed = An answer leads to { $host }, which Redial may not ask. If the server is yours, ask your administrator to add it to allowedHosts in config.json.

calendar-unreachable = Your calendar cannot be reached ({ $host }). Check your network and try again.
calendar-timed-out = Your calendar did not answer in time ({ $host }). Try again later.
calendar-not-signed-in = Signing in to your calendar failed: { $detail }. Open Redial, choose Check again, then Sign in.
calendar-conflict = Somebody changed the appointment at the same time. Check again.
calendar-signed-out = Your calendar asks you to sign in again. Choose Check again, then Sign in.
calendar-not-found = The appointment is not there any more.
calendar-no-mailbox = Your mailbox is not in Exchange Online. Ask your administrator whether Redial can be used with it.
calendar-busy = Your mailbox is too busy at the moment. Try again in a few minutes.
calendar-busy-until = Your mailbox asked Redial to wait. Redial looks again by itself at { $time }.
calendar-busy-later = Your mailbox asked Redial to wait until { $time }. Try again then.
calendar-forbidden = Your mailbox refused access (status { $status }). Ask your administrator to allow Redial to change your calendar.
calendar-refused = Your mailbox refused (status { $status }, { $code }). Try again; if it stays so, show this to your administrator.
calendar-unreadable = Your mailbox gave an answer that cannot be read ({ $detail }). Try again; if it stays so, show this to your administrator.

store-failed = Redial's own notes ({ $place }) cannot be used: { $detail }. Check that the browser may keep data for this page, then try again.

outlook-timed-out = Outlook did not answer ({ $call }). Close Redial and open it again.
outlook-refused = Outlook refused ({ $call }): { $detail }. Try again.
outlook-changed = The text of the appointment changed meanwhile. Try again.
outlook-pictures = Outlook would lose the pictures in the text if Redial changed it. Delete or change the details in the text yourself.
outlook-rest-changed = Outlook changed the text in another way than Redial asked for. Check it before you send the appointment.
open-form-unknown = Redial cannot tell which appointment is open, and must not write to it. Close the appointment, then try again.
not-outlook = Redial works inside Outlook. Open it from the ribbon there.
configuration-unreachable = Redial's settings cannot be loaded ({ $host }). Check your network and try again.
configuration-timed-out = Redial's settings did not arrive in time ({ $host }). Try again later.
configuration-not-signed-in = Redial's settings cannot be loaded: { $detail }. Try again.
configuration-missing = Redial's settings are missing (config.json, status { $status }). Ask your administrator.
configuration-invalid = Redial's settings are not valid (config.json, { $field }: { $detail }). Ask your administrator.
requests-unavailable = Your administrator's requests for updates cannot be read at the moment (requests.json). Everything else works; they are read again at the next check.
requests-invalid = Your administrator's requests for updates are not valid (requests.json, { $field }: { $detail }). Everything else works; tell your administrator.

add-not-kept = Outlook did not keep the details of the online meeting. Nothing was added.
add-left-in-text = Outlook changed the details of the online meeting while they were added. They are in the text: check them before you send the invitation.
add-newer-tag = A newer version of Redial looks after this appointment. Close Outlook and open it again. Nothing was added.
add-too-deep = The text of the appointment is formatted so deeply that Redial cannot read all of it. Nothing was added. Remove the formatting of the text, then try again.
remove-unsafe-incomplete = The { online-meeting } cannot be removed safely: the line that begins or ends its details is missing. Delete the details in the text yourself.
remove-unsafe-shared-markup = The { online-meeting } cannot be removed safely: other text stands in the same paragraph as its details. Delete the details in the text yourself.
remove-unsafe-unbalanced = The { online-meeting } cannot be removed safely: the formatting of its details is damaged. Delete the details in the text yourself.
remove-unsafe-no-room = The { online-meeting } cannot be removed safely: its details stand inside a link, a list or a table. Delete the details in the text yourself.
remove-unsafe-too-deep = The { online-meeting } cannot be removed safely: the formatting of the text is nested too deeply. Delete the details in the text yourself.
update-pictures = Outlook would lose the pictures in the text if Redial changed it here. Close the appointment, then update it with your other meetings.
update-new-link = This meeting gets a new link. Close the appointment, then update it with your other meetings.
update-not-there = The appointment does not show this online meeting any more. Nothing was changed.
update-not-kept = Outlook did not keep the update. The appointment is as it was.
