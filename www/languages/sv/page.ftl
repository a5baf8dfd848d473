# Redial's page, as organizers read it.

checking = Kontrollerar dina möten…
checked-count =
    { $count ->
        [one] 1 möte kontrollerat hittills
       *[other] { $count } möten kontrollerade hittills
    }
look-for-copies = Leta efter kopior
looking-for-copies = Går igenom resten av din kalender…
copies-not-looked-for = Det gick inte att gå igenom resten av din kalender.
reading = Läser…
try-again = Försök igen
check-again = Kontrollera igen
get-help = Få hjälp

## Every meeting is right

right-heading = Allt stämmer
right-count =
    { $count ->
        [0] Du har inga kommande onlinemöten som Redial sköter.
        [one] Ditt kommande onlinemöte visar dina aktuella uppringningsuppgifter.
       *[other] Alla dina { $count } kommande onlinemöten visar dina aktuella uppringningsuppgifter.
    }
outdated-heading =
    { $count ->
        [one] 1 möte visar fortfarande gamla uppringningsuppgifter
       *[other] { $count } möten visar fortfarande gamla uppringningsuppgifter
    }
outdated-explanation =
    { $count ->
        [one] Redial ändrar det inte. Granska det för att se varför och ändra det själv i Outlook.
       *[other] Redial ändrar dem inte. Granska dem för att se varför och ändra dem själv i Outlook.
    }
left-meeting-url-heading =
    { $count ->
        [one] 1 möte visar den gamla mötesadressen
       *[other] { $count } möten visar den gamla mötesadressen
    }
left-number-heading =
    { $count ->
        [one] 1 möte visar inte bryggans nya nummer
       *[other] { $count } möten visar inte bryggans nya nummer
    }
left-by-policy-heading =
    { $count ->
        [one] 1 möte skiljer sig från dina aktuella uppgifter
       *[other] { $count } möten skiljer sig från dina aktuella uppgifter
    }
left-by-policy-explanation =
    { $count ->
        [one] Administratörens policy lämnar det som det är.
       *[other] Administratörens policy lämnar dem som de är.
    }
update-anyway = Uppdatera ändå

## Meetings show old details

stale-heading =
    { $count ->
        [one] 1 möte visar gamla uppringningsuppgifter
       *[other] { $count } möten visar gamla uppringningsuppgifter
    }
stale-mails =
    { $count ->
        [0] Ingen är inbjuden till dem, så inget meddelande skickas.
        [one] Uppdateringen skickar 1 meddelande till deltagare.
       *[other] Uppdateringen skickar { $count } meddelanden till deltagare.
    }
stale-mails-at-most =
    { $count ->
        [0] Ingen är inbjuden till dem, så inget meddelande skickas.
        [one] Uppdateringen skickar högst 1 meddelande till deltagare.
       *[other] Uppdateringen skickar högst { $count } meddelanden till deltagare.
    }
stale-deliveries =
    { $count ->
        [one] Räknat för var och en som får ett är det 1 meddelande.
       *[other] Räknat för var och en som får ett är det { $count } meddelanden.
    }
stale-deliveries-near = Din postlåda får skicka { $limit } om dagen, så det blir lite utrymme kvar för andra meddelanden. En distributionslista räknas som en här, och där för alla sina medlemmar.
stale-deliveries-beyond = Din postlåda får skicka { $limit } om dagen. De närmaste mötena uppdateras först; de andra fortsätter av sig själva en dag senare, om Redial är öppet då eller öppnas senare.
stale-deliveries-sent =
    { $count ->
        [one] Under de senaste 24 timmarna har Redial redan skickat 1 av dem.
       *[other] Under de senaste 24 timmarna har Redial redan skickat { $count } av dem.
    }
review-changes = Granska ändringar
update-meetings = Uppdatera möten
not-now = Inte nu
countdown = Startar av sig själv om { $seconds } s
countdown-stopped-for-review = Nedräkningen har stannat så att du kan läsa. Inget startar förrän du väljer Uppdatera möten.
countdown-stopped = Nedräkningen har stannat. Inget startar förrän du väljer Uppdatera möten.
paused-manual-allowed = Administratören har pausat automatiska uppdateringar. Du kan fortfarande uppdatera dina möten själv.
paused = Administratören har pausat uppdateringar. Dina möten förblir som de är tills vidare.
run-elsewhere = En annan Redial-sida uppdaterar dina möten just nu. Vänta tills den är klar och kontrollera sedan igen.
asked-of-policy = Administratörens policy startar ingen uppdatering av sig själv efter den här ändringen. Välj själv när.
asked-without-change = Redial såg inte ändringen ske, så ingen uppdatering startar av sig själv. Välj när du vill uppdatera.
asked-after-loss = Innan det är åtgärdat startar ingen uppdatering av sig själv: nästa kan göra likadant. Du kan ändå välja Uppdatera möten.
lost-heading =
    { $count ->
        [one] En uppdatering tog bort onlinemötet från 1 avtalad tid
       *[other] En uppdatering tog bort onlinemötet från { $count } avtalade tider
    }
lost-seen-to = Jag har ordnat det
rooms-heading =
    { $count ->
        [one] Ett rum har tackat nej efter en uppdatering
       *[other] { $count } rum har tackat nej efter en uppdatering
    }
room-declined = { $room } tar inte emot mötet längre. Boka ett rum på nytt i Outlook.
deferred-until = Din postlåda behöver en paus. Uppdateringen fortsätter av sig själv { $time }.
deferred-because =
    { $why ->
        [deliveries] Din postlåda får inte skicka fler meddelanden i dag.
       *[busy] Din postlåda bad Redial att vänta.
    }
settling-until = Startar av sig själv { $time } om uppringningsuppgifterna är oförändrade till dess.
new-online-meetings =
    { $count ->
        [one] Länken till 1 onlinemöte ändras. Det som förberetts i det gamla (whiteboardtavlor, omröstningar, delade anteckningar) blir kvar där.
       *[other] Länkarna till { $count } onlinemöten ändras. Det som förberetts i de gamla (whiteboardtavlor, omröstningar, delade anteckningar) blir kvar där.
    }
no-number-left = Din brygga har inget uppringningsnummer kvar: uppdaterade möten visar inget.
requested = Administratören har bett om den här uppdateringen.

change-audio-conferencing-added = Det går nu att ringa in till dina möten.
change-audio-conferencing-removed = Det går inte längre att ringa in till dina möten.
change-conference-id-changed = Ditt konferens-ID har ändrats.
change-acp-to-bridge = Dina telefonkonferenser går nu via Microsofts brygga i stället för din konferensleverantör.
change-bridge-to-acp = Dina telefonkonferenser går nu via en konferensleverantör i stället för Microsofts brygga.
change-licence-assigned-beside-acp = Du har en licens för Microsofts brygga. Administratörens policy behåller konferensleverantörens nummer.
change-licence-removed-beside-acp = Din licens för Microsofts brygga är borta. Konferensleverantörens nummer blir kvar.
change-bridge-changed = Din konferensbrygga har andra uppringningsnummer nu.
change-number-unassigned = Ett uppringningsnummer används inte längre.
change-default-number-changed = Ditt standardnummer för uppringning har ändrats.
change-number-added = Din brygga har fått ett nytt uppringningsnummer.
change-directory-changed = Adressen till listan med lokala nummer har ändrats.
change-branding-changed = Det som organisationen lägger till i inbjudningar har ändrats.
change-sip-address-changed = Din SIP-adress har ändrats.
change-meeting-url-changed = Adresserna till nya möten börjar på ett annat sätt.
change-moved-online = Ditt konto har flyttats till molnet.
change-moved-on-premises = Ditt konto har flyttats till organisationens egen server.
change-moved-to-teams = Ditt konto har flyttats till Teams. Dina Skype-möten förblir som de är.

## The table of meetings

meetings = Möten
column-meeting = Möte
column-when = När
column-what-happens = Vad som händer
no-subject = (inget ämne)
gets-current-details = Får dina aktuella uppgifter
gets-new-link = Får en ny länk
gets-new-link-and-id = Får en ny länk och ett nytt konferens-ID, kända när onlinemötet har skapats
left-by-policy = Lämnas enligt administratörens policy
mails-per-meeting =
    { $count ->
        [0] Inget meddelande: ingen är inbjuden
        [one] 1 uppdateringsmeddelande till deltagarna
       *[other] { $count } uppdateringsmeddelanden till deltagarna
    }
older-copy-saved = En äldre kopia sparades över uppdateringen.
own-lines-kept = Raderna som du har lagt till behålls
own-lines-replaced = Raderna som du har lagt till ersätts
becomes-html = Textens formatering kan ändras något
before-and-after = Före och efter
before = Före
after = Efter
when-series = Serie, { $time }, till och med { $date }
when-series-without-end = Serie, { $time }
when-exception = { $time } (ett datum i en serie)

## Meetings left alone

left-alone = Lämnas orört
left-alone-count =
    { $count ->
        [one] 1 annat möte lämnas orört
       *[other] { $count } andra möten lämnas orörda
    }
unreadable-count =
    { $count ->
        [one] 1 avtalad tid kunde inte läsas. Den blir kvar som den är.
       *[other] { $count } avtalade tider kunde inte läsas. De blir kvar som de är.
    }
already-true-count =
    { $count ->
        [one] 1 möte visar dina aktuella uppgifter
       *[other] { $count } möten visar dina aktuella uppgifter
    }
left-alone-group = { $reason } ({ $count })
reason-deleted = Borttaget under tiden
reason-past = Redan över
reason-cancelled = Inställt
reason-draft = Inbjudan skickades aldrig
reason-unsent-changes = Du har ändrat det utan att skicka uppdateringen: Redial skulle skicka dina ändringar också
reason-not-organizer = Någon annan är organisatör
reason-too-many-attendees = Fler än { $limit } deltagare
reason-block-missing = Uppgifterna om onlinemötet finns inte längre i texten
reason-link-hidden = { $filter } döljer vart länkarna i texten leder, så uppgifterna kan inte kännas igen
reason-copied = Uppgifterna har kopierats från ett annat möte
reason-foreign = Onlinemöte i en annan tjänst
reason-other-kind = Onlinemöte av ett annat slag än dina
reason-service-updates = Skapat av Outlook självt: Microsofts egen tjänst uppdaterar det
reason-another-persons = Någon annans onlinemöte ({ $person })
reason-unknown-address = Det går inte att avgöra vems onlinemöte det är: { $address }
reason-unusable-address = Det som är sparat i mötet är ingen adress till ett onlinemöte: { $address }
reason-contested = Ett annat av dina möten leder till samma onlinemöte, och det går inte att avgöra vilket som är kopian
reason-newer-tag = En nyare version av Redial sköter det
reason-unsure = Uppgifterna motsäger det som är sparat i mötet eller står där flera gånger
reason-unknown-format = Outlook säger inte vilket format texten har, och att skriva den kan ändra det
reason-protected = Texten är krypterad, så uppgifterna i den kan inte läsas
reason-embedded-objects = Bilder eller andra objekt står i texten, och en uppdatering skulle flytta dem
reason-rich-text = Texten sparas som RTF, och administratören vill att sådana texter lämnas orörda
reason-plain-text = Texten sparas som oformaterad text, och sådana texter lämnas orörda om inte administratören låter uppdatera dem
reason-open-in-form = Öppet i ett formulär just nu: spara eller stäng det och kontrollera igen
reason-edited = Du har redigerat uppgifterna, och administratören vill att redigerade uppgifter lämnas orörda
reason-no-conference-id = Mötets eget konferens-ID är okänt, och nya nummer behöver det
reason-incomplete = Kan inte ändras säkert: raden som inleder eller avslutar uppgifterna saknas
reason-shared-markup = Kan inte ändras säkert: annan text står i samma stycke som uppgifterna
reason-unbalanced = Kan inte ändras säkert: uppgifternas formatering är skadad
reason-no-room = Kan inte ändras säkert: uppgifterna står i en länk, en lista eller en tabell
reason-unclear-digits = Kan inte ändras säkert: det framgår inte vilka siffror som är ett telefonnummer och vilka som är konferens-ID
reason-not-read-back = Kan inte ändras säkert: uppgifterna skulle inte läsas som de ska
reason-too-deep = Kan inte ändras säkert: textens formatering är kapslad i för många nivåer
reason-already-true = Visar dina aktuella uppgifter

## A run

running-heading = Dina möten uppdateras
running-progress = { $done } av { $total }
running-keep-open = Inget körs i bakgrunden: håll sidan öppen tills det är klart.
running-waiting =
    { $seconds ->
        [one] Din postlåda ber om 1 sekunds väntan.
       *[other] Din postlåda ber om { $seconds } sekunders väntan.
    }
running-pace =
    { $seconds ->
        [one] Din postlåda tar inte emot fler förfrågningar på 1 sekund.
       *[other] Din postlåda tar inte emot fler förfrågningar på { $seconds } sekunder.
    }
running-waiting-dial-in =
    { $seconds ->
        [one] Uppringningstjänsten ber om 1 sekunds väntan.
       *[other] Uppringningstjänsten ber om { $seconds } sekunders väntan.
    }
running-mails =
    { $seconds ->
        [one] Din postlåda skickar inga fler meddelanden på 1 sekund; fler skulle bara vänta där.
       *[other] Din postlåda skickar inga fler meddelanden på { $seconds } sekunder; fler skulle bara vänta där.
    }
running-deliveries =
    { $seconds ->
        [one] Din postlåda får inte skicka fler meddelanden på 1 sekund.
       *[other] Din postlåda får inte skicka fler meddelanden på { $seconds } sekunder.
    }
running-at-work =
    { $seconds ->
        [one] Din postlåda arbetar fortfarande med den senaste ändringen. Redial fortsätter om 1 sekund.
       *[other] Din postlåda arbetar fortfarande med den senaste ändringen. Redial fortsätter om { $seconds } sekunder.
    }
status-waiting = Väntar
status-updated = Uppdaterat
status-not-updated = Inte uppdaterat
status-unclear = Det är inte känt om det uppdaterades
status-deferred = Väntar till { $time }
online-lost-gone = Outlook behandlar det inte längre som ett onlinemöte. Vad som stod i texten finns kvar under ”Före och efter”: lägg tillbaka det i Outlook och berätta för administratören.
online-lost-replaced = Outlook ansluter nu till ett annat onlinemöte. Vad som stod i texten finns kvar under ”Före och efter”: lägg tillbaka det i Outlook och berätta för administratören.
online-unclear = Just nu går det inte att avgöra om uppdateringen tog bort ett onlinemöte, så inget annat möte uppdaterades. Kontrollera igen: Redial tittar på det mötet först.
finished-heading =
    { $count ->
        [0] Inget möte uppdaterades
        [one] 1 möte uppdaterat
       *[other] { $count } möten uppdaterade
    }
finished-failed =
    { $count ->
        [one] 1 möte uppdaterades inte; det är som det var.
       *[other] { $count } möten uppdaterades inte; de är som de var.
    }
finished-unclear =
    { $count ->
        [one] För 1 möte är det inte känt om det uppdaterades. Kontrollera igen.
       *[other] För { $count } möten är det inte känt om de uppdaterades. Kontrollera igen.
    }
finished-deferred =
    { $count ->
        [one] { deferred-because } 1 möte fortsätter { $time }, om Redial är öppet då eller öppnas senare.
       *[other] { deferred-because } { $count } möten fortsätter { $time }, om Redial är öppet då eller öppnas senare.
    }
finished-deferred-paused =
    { $count ->
        [one] { deferred-because } 1 möte är inte uppdaterat än. Automatiska uppdateringar är pausade: välj Uppdatera möten igen efter { $time }.
       *[other] { deferred-because } { $count } möten är inte uppdaterade än. Automatiska uppdateringar är pausade: välj Uppdatera möten igen efter { $time }.
    }
finished-stopped =
    { $count ->
        [0] Uppdateringen stannade.
        [one] Uppdateringen stannade. 1 möte är som det var.
       *[other] Uppdateringen stannade. { $count } möten är som de var.
    }
finished-left-alone =
    { $count ->
        [one] 1 möte lämnades orört.
       *[other] { $count } möten lämnades orörda.
    }
finished-in-form = Den öppna avtalade tiden är också aktuell i sitt formulär. Skicka eller spara den så att det förblir så.
finished-mails =
    { $count ->
        [0] Inget uppdateringsmeddelande skickades.
        [one] 1 uppdateringsmeddelande skickades till deltagare.
       *[other] { $count } uppdateringsmeddelanden skickades till deltagare.
    }
finished-rooms = Rum svarar själva på en uppdatering. Om ett tackar nej nu nämner Redial det här.
finished-unrecorded = Protokollet över uppdateringen kunde inte sparas. Dina möten är som de visas här.

## What the online meetings of each service are called

online-meeting =
    { $kind ->
        [skype] Skype-möte
        [teams] Teams-möte
       *[hosted] onlinemöte
    }
    .definite =
        { $kind ->
            [skype] Skype-mötet
            [teams] Teams-mötet
           *[hosted] onlinemötet
        }

## The open appointment

appointment-heading = Den här avtalade tiden
appointment-looking = Läser den avtalade tiden…
appointment-nothing = Den har inget onlinemöte än.
appointment-ours = Den har ett { online-meeting }.
appointment-conference-id = Konferens-ID: { $id }
appointment-outdated = Dess uppringningsuppgifter är inaktuella.
appointment-conference-id-outdated = Dess konferens-ID är { $shown }; ditt är nu { $today }.
appointment-other = Den innehåller redan uppgifter om ett annat onlinemöte. Ta bort dem först om du vill att Redial lägger till ett möte.
appointment-adding = Lägger till { online-meeting.definite }…
appointment-removing = Tar bort { online-meeting.definite }…
appointment-updating = Uppdaterar { online-meeting.definite }…
appointment-added = Nu är { online-meeting.definite } tillagt.
appointment-already-there = Det finns redan ett { online-meeting }.
appointment-there-outdated = Det finns redan ett { online-meeting }, men dess uppringningsuppgifter är inaktuella.
appointment-there-outdated-id = Det finns redan ett { online-meeting }, men dess uppgifter är inaktuella: konferens-ID { $shown } i stället för { $today }.
appointment-removed = Nu är { online-meeting.definite } borttaget.
appointment-updated = Dess uppringningsuppgifter är nu aktuella. Skicka eller spara den avtalade tiden så att det förblir så.
add-online-meeting = Lägg till { online-meeting }
remove = Ta bort
update-this-meeting = Uppdatera det här mötet
all-my-meetings = Alla mina möten

## The selected message

selected-heading = Markerat meddelande
selected-nothing = Det visar inget onlinemöte.
selected-shows = Det visar ett onlinemöte.

## Inloggning

sign-in-heading = Logga in för att fortsätta
sign-in-calendar = Redial läser och uppdaterar din kalender i ditt namn och måste därför veta att det är du. Ett fönster öppnas där du loggar in.
sign-in-online-meetings = Redial läser dina onlinemöten i ditt namn och måste därför veta att det är du. Ett fönster öppnas där du loggar in.
sign-in-page = Uppringningstjänsten måste veta att det är du ({ $host }). Dess egen sida öppnas. Logga in där och stäng den sedan.
sign-in = Logga in
signing-in = Logga in i fönstret som har öppnats…
sign-in-closed = Fönstret stängdes innan du var inloggad. Välj Logga in igen.
sign-in-blocked = Webbläsaren lät inte fönstret öppnas. Tillåt popup-fönster för den här sidan och välj sedan Logga in igen.
sign-in-failed = Inloggningen misslyckades: { $detail }. Välj Logga in igen; om det förblir så, visa detta för administratören.
sign-in-not-taken = Du loggade in, men åtkomst nekas fortfarande. Välj Logga in igen; om det förblir så, fråga administratören om ditt konto får använda Redial.
sign-in-page-not-taken = Du är fortfarande inte inloggad i uppringningstjänsten. Välj Logga in igen; om det förblir så, fråga administratören om webbläsaren nekar Redial andra sidors kakor.

## What goes wrong

failed-heading = Dina möten kunde inte kontrolleras
failed-run-heading = Dina möten kunde inte uppdateras
nothing-written = Inget har ändrats.

dial-in-unreachable = Uppringningstjänsten kan inte nås ({ $host }). Kontrollera nätverket och försök igen.
dial-in-timed-out = Uppringningstjänsten svarade inte i tid ({ $host }). Försök igen senare.
dial-in-not-signed-in = Inloggningen i uppringningstjänsten misslyckades: { $detail }. Öppna Redial, välj Logga in och försök igen.
dial-in-refused = Uppringningstjänsten vägrade svara ({ $what }, status { $status }). Fråga administratören om ditt konto får använda den.
dial-in-busy = Uppringningstjänsten är för upptagen just nu. Försök igen om några minuter.
dial-in-busy-until = Uppringningstjänsten bad Redial att vänta. Redial tittar igen av sig själv { $time }.
dial-in-busy-later = Uppringningstjänsten bad Redial att vänta till { $time }. Försök igen då.
dial-in-not-json = Uppringningstjänstens svar går inte att förstå: { $what } är inte JSON. Kanske står en proxy eller en inloggningssida emellan; fråga administratören.
dial-in-missing = Uppringningstjänstens svar är ofullständigt: { $what } saknar giltigt { $field }. Be administratören kontrollera servern.
dial-in-no-join-url = Uppringningstjänstens svar är ofullständigt: det saknar en giltig mötesadress (joinUrl). Be administratören ange serverns mötes-URL.
dial-in-invalid = Beskrivningen av dina uppringningsuppgifter är ogiltig ({ $file }, { $field }: { $detail }). Be administratören rätta den.
dial-in-no-file = Beskrivningen av dina uppringningsuppgifter kan inte hämtas ({ $file }, status { $status }). Be administratören lägga den där.
dial-in-no-meeting-yet = Du har inget Teams-möte än som uppringningsuppgifterna kan läsas från. Lägg till ett i en avtalad tid och kontrollera sedan igen.
dial-in-former-address = Uppringningstjänsten skapade det nya mötet på den gamla adressen. Försök igen senare eller be administratören kontrollera ditt konto.
dial-in-origin-refused = Uppringningstjänsten tar inte emot förfrågningar från Redials adress ({ $host }). Be administratören lägga till Redials adress i serverns lista över tillåtna domäner (CrossDomainAuthorizationList).
dial-in-redirected-too-often = Uppringningstjänsten skickar vidare om och om igen ({ $host }). Be administratören kontrollera serverns identifieringstjänst.
dial-in-sign-in-page = Uppringningstjänsten kräver att du själv loggar in ({ $host }). Öppna Redial och välj Logga in och försök sedan igen.
dial-in-no-sign-in = Uppringningstjänsten erbjuder ingen inloggning utan lösenord ({ $host }), och Redial frågar aldrig efter något. Be administratören tillåta Windows-autentisering eller passiv autentisering.
dial-in-too-many-meetings = Uppringningstjänsten behåller inga fler onlinemöten åt dig. Be administratören ta bort dina gamla där.
dial-in-user-agent = Uppringningstjänsten släpper inte in Redial. Be administratören tillåta Redial bland serverns klienter.
dial-in-cannot-redirect = Uppringningstjänsten kan inte leda Redial till ditt kontos server. Försök igen senare; om det förblir så, fråga administratören var ditt konto finns.
dial-in-mobility = Ditt konto får inte använda uppringningstjänsten från Redial. Be administratören tillåta mobilitet (EnableMobility, Set-CsMobilityPolicy).
dial-in-moved-to-teams = Ditt konto har flyttats till Teams. Dina Skype-möten förblir som de är. Be administratören låta Redial läsa dina uppgifter från Teams (dialIn i config.json).
host-not-allowed = Ett svar leder till { $host }, som Redial inte får fråga. Om servern är er, be administratören lägga till den i allowedHosts i config.json.

calendar-unreachable = Din kalender kan inte nås ({ $host }). Kontrollera nätverket och försök igen.
calendar-timed-out = Din kalender svarade inte i tid ({ $host }). Försök igen senare.
calendar-not-signed-in = Inloggningen i kalendern misslyckades: { $detail }. Öppna Redial, välj Kontrollera igen och sedan Logga in.
calendar-conflict = Någon ändrade den avtalade tiden samtidigt. Kontrollera igen.
calendar-signed-out = Din kalender ber dig logga in igen. Välj Kontrollera igen och sedan Logga in.
calendar-not-found = Den avtalade tiden finns inte längre.
calendar-no-mailbox = Din postlåda finns inte i Exchange Online. Fråga administratören om Redial kan användas med den.
calendar-busy = Din postlåda är för upptagen just nu. Försök igen om några minuter.
calendar-busy-until = Din postlåda bad Redial att vänta. Redial tittar igen av sig själv { $time }.
calendar-busy-later = Din postlåda bad Redial att vänta till { $time }. Försök igen då.
calendar-forbidden = Din postlåda nekade åtkomst (status { $status }). Be administratören tillåta Redial att ändra din kalender.
calendar-refused = Din postlåda vägrade (status { $status }, { $code }). Försök igen; om det fortsätter, visa detta för administratören.
calendar-unreadable = Din postlåda gav ett svar som inte går att läsa ({ $detail }). Försök igen; om det fortsätter, visa detta för administratören.

store-failed = Redials egna anteckningar ({ $place }) kan inte användas: { $detail }. Kontrollera att webbläsaren får spara data för sidan och försök igen.

outlook-timed-out = Outlook svarade inte ({ $call }). Stäng Redial och öppna det igen.
outlook-refused = Outlook vägrade ({ $call }): { $detail }. Försök igen.
outlook-changed = Texten i den avtalade tiden ändrades under tiden. Försök igen.
outlook-pictures = Outlook skulle tappa bilderna i texten om Redial ändrade den. Ta själv bort eller ändra uppgifterna i texten.
outlook-rest-changed = Outlook ändrade texten på ett annat sätt än Redial bad om. Kontrollera den innan du skickar den avtalade tiden.
open-form-unknown = Redial kan inte avgöra vilken avtalad tid som är öppen, och får inte skriva i den. Stäng den och försök sedan igen.
not-outlook = Redial fungerar i Outlook. Öppna det från menyfliken där.
configuration-unreachable = Redials inställningar kan inte hämtas ({ $host }). Kontrollera nätverket och försök igen.
configuration-timed-out = Redials inställningar kom inte i tid ({ $host }). Försök igen senare.
configuration-not-signed-in = Redials inställningar kan inte hämtas: { $detail }. Försök igen.
configuration-missing = Redials inställningar saknas (config.json, status { $status }). Fråga administratören.
configuration-invalid = Redials inställningar är inte giltiga (config.json, { $field }: { $detail }). Fråga administratören.
requests-unavailable = Administratörens begäranden om uppdatering går inte att läsa just nu (requests.json). Allt annat fungerar; de läses igen vid nästa kontroll.
requests-invalid = Administratörens begäranden om uppdatering är ogiltiga (requests.json, { $field }: { $detail }). Allt annat fungerar; tala om det för administratören.

add-not-kept = Outlook behöll inte uppgifterna om onlinemötet. Inget lades till.
add-left-in-text = Outlook ändrade uppgifterna om onlinemötet när de lades till. De står i texten: kontrollera dem innan du skickar inbjudan.
add-newer-tag = En nyare version av Redial sköter den här avtalade tiden. Stäng Outlook och öppna det igen. Inget lades till.
add-too-deep = Formateringen av texten i avtalad tid är kapslad i så många nivåer att Redial inte kan läsa allt. Inget lades till. Ta bort textens formatering och försök igen.
remove-unsafe-incomplete = Det går inte att ta bort { online-meeting.definite } på ett säkert sätt: raden som inleder eller avslutar uppgifterna saknas. Ta själv bort uppgifterna ur texten.
remove-unsafe-shared-markup = Det går inte att ta bort { online-meeting.definite } på ett säkert sätt: annan text står i samma stycke som uppgifterna. Ta själv bort uppgifterna ur texten.
remove-unsafe-unbalanced = Det går inte att ta bort { online-meeting.definite } på ett säkert sätt: uppgifternas formatering är skadad. Ta själv bort uppgifterna ur texten.
remove-unsafe-no-room = Det går inte att ta bort { online-meeting.definite } på ett säkert sätt: uppgifterna står i en länk, en lista eller en tabell. Ta själv bort uppgifterna ur texten.
remove-unsafe-too-deep = Det går inte att ta bort { online-meeting.definite } på ett säkert sätt: textens formatering är kapslad i för många nivåer. Ta själv bort uppgifterna ur texten.
update-pictures = Outlook skulle tappa bilderna i texten om Redial ändrade den här. Stäng den avtalade tiden och uppdatera den sedan tillsammans med dina andra möten.
update-new-link = Det här mötet får en ny länk. Stäng den avtalade tiden och uppdatera den sedan tillsammans med dina andra möten.
update-not-there = Den avtalade tiden visar inte längre det här onlinemötet. Inget har ändrats.
update-not-kept = Outlook behöll inte uppdateringen. Den avtalade tiden är som den var.
