# Redial's page, as organizers read it.

checking = Controllo delle riunioni…
checked-count =
    { $count ->
        [one] 1 riunione controllata finora
       *[other] { $count } riunioni controllate finora
    }
look-for-copies = Cerca copie
looking-for-copies = Esame del resto del calendario…
copies-not-looked-for = Non è stato possibile esaminare il resto del calendario.
reading = Lettura…
try-again = Riprova
check-again = Controlla di nuovo
get-help = Ottieni assistenza

## Every meeting is right

right-heading = È tutto aggiornato
right-count =
    { $count ->
        [0] Non ci sono riunioni online future di cui Redial si occupi.
        [one] La sua riunione online futura mostra i dati di accesso telefonico attuali.
       *[other] Tutte le { $count } riunioni online future mostrano i dati di accesso telefonico attuali.
    }
outdated-heading =
    { $count ->
        [one] 1 riunione mostra ancora dati di accesso telefonico vecchi
       *[other] { $count } riunioni mostrano ancora dati di accesso telefonico vecchi
    }
outdated-explanation =
    { $count ->
        [one] Redial non la modifica. La esamini per sapere perché e la modifichi in Outlook.
       *[other] Redial non le modifica. Le esamini per sapere perché e le modifichi in Outlook.
    }
left-meeting-url-heading =
    { $count ->
        [one] { $count } riunione mostra il vecchio indirizzo
       *[other] { $count } riunioni mostrano il vecchio indirizzo
    }
left-number-heading =
    { $count ->
        [one] { $count } riunione non mostra il nuovo numero del bridge
       *[other] { $count } riunioni non mostrano il nuovo numero del bridge
    }
left-by-policy-heading =
    { $count ->
        [one] { $count } riunione è diversa dai suoi dati attuali
       *[other] { $count } riunioni sono diverse dai suoi dati attuali
    }
left-by-policy-explanation =
    { $count ->
        [one] Il criterio dell’amministratore la lascia com’è.
       *[other] Il criterio dell’amministratore le lascia come sono.
    }
update-anyway = Aggiorna comunque

## Meetings show old details

stale-heading =
    { $count ->
        [one] 1 riunione mostra dati di accesso telefonico vecchi
       *[other] { $count } riunioni mostrano dati di accesso telefonico vecchi
    }
stale-mails =
    { $count ->
        [0] Nessuno è invitato: non verrà inviato alcun messaggio.
        [one] L’aggiornamento invia 1 messaggio ai partecipanti.
       *[other] L’aggiornamento invia { $count } messaggi ai partecipanti.
    }
stale-mails-at-most =
    { $count ->
        [0] Nessuno è invitato: non verrà inviato alcun messaggio.
        [one] L’aggiornamento invia al massimo 1 messaggio ai partecipanti.
       *[other] L’aggiornamento invia al massimo { $count } messaggi ai partecipanti.
    }
stale-deliveries =
    { $count ->
        [one] Contando ogni destinatario, è 1 messaggio.
       *[other] Contando ogni destinatario, sono { $count } messaggi.
    }
stale-deliveries-near = La cassetta postale può inviarne { $limit } al giorno: resta poco spazio per altri messaggi. Una lista di distribuzione qui conta come uno, là per tutti i suoi membri.
stale-deliveries-beyond = La cassetta postale può inviarne { $limit } al giorno. Prima vengono aggiornate le riunioni più vicine; le altre riprendono da sole un giorno dopo, se Redial è aperto allora o viene aperto dopo.
stale-deliveries-sent =
    { $count ->
        [one] Nelle ultime 24 ore Redial ne ha già inviato 1.
       *[other] Nelle ultime 24 ore Redial ne ha già inviati { $count }.
    }
review-changes = Esamina le modifiche
update-meetings = Aggiorna le riunioni
not-now = Non ora
countdown = Inizia da solo tra { $seconds } s
countdown-stopped-for-review = Il conto alla rovescia è fermo per permettere la lettura. Nulla inizia finché non si sceglie Aggiorna le riunioni.
countdown-stopped = Il conto alla rovescia è fermo. Nulla inizia finché non si sceglie Aggiorna le riunioni.
paused-manual-allowed = L’amministratore ha sospeso gli aggiornamenti automatici. Si possono comunque aggiornare le riunioni da qui.
paused = L’amministratore ha sospeso gli aggiornamenti. Per ora le riunioni restano come sono.
run-elsewhere = Un’altra pagina di Redial sta aggiornando le riunioni. Attenda che finisca, poi controlli di nuovo.
asked-of-policy = Il criterio dell’amministratore non avvia aggiornamenti dopo questa modifica. Scelga Lei quando aggiornare.
asked-without-change = Redial non ha visto avvenire la modifica, quindi nessun aggiornamento parte da solo. Scelga quando aggiornare.
asked-after-loss = Finché non è sistemato, nessun aggiornamento parte da solo: il prossimo potrebbe fare lo stesso. Può comunque scegliere Aggiorna le riunioni.
lost-heading =
    { $count ->
        [one] Un aggiornamento ha tolto la riunione online a 1 appuntamento
       *[other] Un aggiornamento ha tolto la riunione online a { $count } appuntamenti
    }
lost-seen-to = Me ne sono occupato
rooms-heading =
    { $count ->
        [one] Una sala ha rifiutato dopo un aggiornamento
       *[other] { $count } sale hanno rifiutato dopo un aggiornamento
    }
room-declined = { $room } non accetta più questa riunione. Prenoti di nuovo una sala in Outlook.
deferred-until = La cassetta postale ha bisogno di una pausa. L’aggiornamento riprende da solo alle { $time }.
deferred-because =
    { $why ->
        [deliveries] La cassetta postale non può inviare altri messaggi oggi.
       *[busy] La cassetta postale ha chiesto a Redial di attendere.
    }
settling-until = Si avvia automaticamente alle { $time } se fino ad allora i dati di accesso non cambiano.
new-online-meetings =
    { $count ->
        [one] Il collegamento di { $count } riunione online cambia. Quanto preparato in quella vecchia (lavagne, sondaggi, note condivise) resta lì.
       *[other] I collegamenti di { $count } riunioni online cambiano. Quanto preparato in quelle vecchie (lavagne, sondaggi, note condivise) resta lì.
    }
no-number-left = Il suo bridge non ha più numeri di accesso: le riunioni aggiornate non ne mostrano.
requested = L’amministratore ha chiesto questo aggiornamento.

change-audio-conferencing-added = Ora si può partecipare alle sue riunioni per telefono.
change-audio-conferencing-removed = Non si può più partecipare alle sue riunioni per telefono.
change-conference-id-changed = Il suo ID conferenza è cambiato.
change-acp-to-bridge = Le sue conferenze telefoniche usano ora il bridge di Microsoft invece del suo provider di conferenze.
change-bridge-to-acp = Le sue conferenze telefoniche usano ora un provider di conferenze invece del bridge di Microsoft.
change-licence-assigned-beside-acp = Ha una licenza per il bridge di Microsoft. Il criterio dell’amministratore mantiene i numeri del suo provider di conferenze.
change-licence-removed-beside-acp = Non ha più una licenza per il bridge di Microsoft. I numeri del suo provider di conferenze restano.
change-bridge-changed = Il suo bridge di conferenza ha ora altri numeri di accesso.
change-number-unassigned = Un numero di accesso non è più in uso.
change-default-number-changed = Il suo numero di accesso predefinito è cambiato.
change-number-added = Il suo bridge ha un nuovo numero di accesso.
change-directory-changed = L’indirizzo dell’elenco dei numeri locali è cambiato.
change-branding-changed = Ciò che l’organizzazione aggiunge agli inviti è cambiato.
change-sip-address-changed = Il suo indirizzo SIP è cambiato.
change-meeting-url-changed = Gli indirizzi delle nuove riunioni iniziano in modo diverso.
change-moved-online = Il suo account è stato spostato nel cloud.
change-moved-on-premises = Il suo account è stato spostato sul server dell’organizzazione.
change-moved-to-teams = Il Suo account è stato spostato in Teams. Le Sue riunioni Skype restano come sono.

## The table of meetings

meetings = Riunioni
column-meeting = Riunione
column-when = Quando
column-what-happens = Che cosa succede
no-subject = (nessun oggetto)
gets-current-details = Riceve i dati attuali
gets-new-link = Riceve un nuovo collegamento
gets-new-link-and-id = Riceve un nuovo collegamento e un nuovo ID conferenza, noti quando la riunione online è stata creata
left-by-policy = Lasciata dal criterio dell’amministratore
mails-per-meeting =
    { $count ->
        [0] Nessun messaggio: nessuno è invitato
        [one] 1 messaggio di aggiornamento ai partecipanti
       *[other] { $count } messaggi di aggiornamento ai partecipanti
    }
older-copy-saved = Una copia più vecchia è stata salvata sopra l’aggiornamento.
own-lines-kept = Le righe aggiunte da lei restano
own-lines-replaced = Le righe aggiunte da lei vengono sostituite
becomes-html = La formattazione del testo può cambiare un poco
before-and-after = Prima e dopo
before = Prima
after = Dopo
when-series = Serie, { $time }, fino a { $date }
when-series-without-end = Serie, { $time }
when-exception = { $time } (una data di una serie)

## Meetings left alone

left-alone = Non modificata
left-alone-count =
    { $count ->
        [one] 1 altra riunione non viene modificata
       *[other] { $count } altre riunioni non vengono modificate
    }
unreadable-count =
    { $count ->
        [one] Non è stato possibile leggere 1 appuntamento. Resta com’è.
       *[other] Non è stato possibile leggere { $count } appuntamenti. Restano come sono.
    }
already-true-count =
    { $count ->
        [one] 1 riunione mostra i dati attuali
       *[other] { $count } riunioni mostrano i dati attuali
    }
left-alone-group = { $reason } ({ $count })
reason-deleted = Eliminata nel frattempo
reason-past = Già finita
reason-cancelled = Annullata
reason-draft = L’invito non è mai stato inviato
reason-unsent-changes = L’ha modificata senza inviare l’aggiornamento: Redial invierebbe anche le Sue modifiche
reason-not-organizer = L’organizzatore è un’altra persona
reason-too-many-attendees = Più di { $limit } partecipanti
reason-block-missing = I dati della riunione online non sono più nel testo
reason-link-hidden = { $filter } nasconde dove portano i collegamenti del testo, quindi i dati non si riconoscono
reason-copied = I dati sono stati copiati da un’altra riunione
reason-foreign = Riunione online di un altro servizio
reason-other-kind = Riunione online di tipo diverso dalle sue
reason-service-updates = Creata da Outlook stesso: la aggiorna il servizio di Microsoft
reason-another-persons = Riunione online di un’altra persona ({ $person })
reason-unknown-address = Non si può sapere di chi è questa riunione online: { $address }
reason-unusable-address = Quanto è salvato con essa non è l’indirizzo di una riunione online: { $address }
reason-contested = Un’altra delle tue riunioni porta alla stessa riunione online, e non si può sapere quale sia la copia
reason-newer-tag = Se ne occupa una versione più recente di Redial
reason-unsure = I dati contraddicono quanto è salvato con la riunione, o compaiono più volte
reason-unknown-format = Outlook non indica il formato del testo, e scriverlo potrebbe cambiarlo
reason-protected = Il testo è cifrato e i dati che contiene non si possono leggere
reason-embedded-objects = Nel testo ci sono immagini o altri oggetti, che l’aggiornamento sposterebbe
reason-rich-text = Il testo è in formato RTF e l’amministratore vuole che tali testi restino così
reason-plain-text = Il testo è testo normale, e tali testi restano così, a meno che l’amministratore non li faccia aggiornare
reason-open-in-form = Aperta in questo momento in una finestra: la salvi o la chiuda, poi controlli di nuovo
reason-edited = I dati sono stati modificati da lei e l’amministratore vuole che restino così
reason-no-conference-id = Il suo ID conferenza non è noto, e i nuovi numeri ne hanno bisogno
reason-incomplete = Modifica non sicura: manca la riga che apre o chiude i dati
reason-shared-markup = Modifica non sicura: altro testo si trova nello stesso paragrafo dei dati
reason-unbalanced = Modifica non sicura: la formattazione dei dati è danneggiata
reason-no-room = Modifica non sicura: i dati si trovano in un collegamento, un elenco o una tabella
reason-unclear-digits = Modifica non sicura: non è chiaro quali cifre siano un numero di telefono e quali l’ID conferenza
reason-not-read-back = Modifica non sicura: i dati non si leggerebbero come devono
reason-too-deep = Modifica non sicura: la formattazione del testo è annidata troppo in profondità
reason-already-true = Mostra i dati attuali

## A run

running-heading = Aggiornamento delle riunioni
running-progress = { $done } di { $total }
running-keep-open = Nulla avviene in background: tenga aperta questa pagina fino alla fine.
running-waiting =
    { $seconds ->
        [one] La cassetta postale chiede di attendere 1 secondo.
       *[other] La cassetta postale chiede di attendere { $seconds } secondi.
    }
running-pace =
    { $seconds ->
        [one] La cassetta postale non accetta altre richieste per 1 secondo.
       *[other] La cassetta postale non accetta altre richieste per { $seconds } secondi.
    }
running-waiting-dial-in =
    { $seconds ->
        [one] Il servizio di accesso telefonico chiede di attendere 1 secondo.
       *[other] Il servizio di accesso telefonico chiede di attendere { $seconds } secondi.
    }
running-mails =
    { $seconds ->
        [one] La cassetta postale non invia altri messaggi per 1 secondo; altri resterebbero lì in attesa.
       *[other] La cassetta postale non invia altri messaggi per { $seconds } secondi; altri resterebbero lì in attesa.
    }
running-deliveries =
    { $seconds ->
        [one] La cassetta postale non può inviare altri messaggi per 1 secondo.
       *[other] La cassetta postale non può inviare altri messaggi per { $seconds } secondi.
    }
running-at-work =
    { $seconds ->
        [one] La cassetta postale sta ancora elaborando l’ultima modifica. Redial continua tra 1 secondo.
       *[other] La cassetta postale sta ancora elaborando l’ultima modifica. Redial continua tra { $seconds } secondi.
    }
status-waiting = In attesa
status-updated = Aggiornata
status-not-updated = Non aggiornata
status-unclear = Non si sa se è stata aggiornata
status-deferred = Attende fino alle { $time }
online-lost-gone = Outlook non la considera più una riunione online. Ciò che diceva il testo è conservato in «Prima e dopo»: lo rimetta in Outlook e avvisi l’amministratore.
online-lost-replaced = Outlook partecipa ora a un’altra riunione online. Ciò che diceva il testo è conservato in «Prima e dopo»: lo rimetta in Outlook e avvisi l’amministratore.
online-unclear = Al momento non si può sapere se l’aggiornamento ha tolto una riunione online al suo appuntamento, quindi nessun’altra riunione è stata aggiornata. Verifichi di nuovo: Redial guarda prima quella.
finished-heading =
    { $count ->
        [0] Nessuna riunione aggiornata
        [one] 1 riunione aggiornata
       *[other] { $count } riunioni aggiornate
    }
finished-failed =
    { $count ->
        [one] 1 riunione non è stata aggiornata; è rimasta com’era.
       *[other] { $count } riunioni non sono state aggiornate; sono rimaste com’erano.
    }
finished-unclear =
    { $count ->
        [one] Di 1 riunione non si sa se è stata aggiornata. Controlla di nuovo.
       *[other] Di { $count } riunioni non si sa se sono state aggiornate. Controlla di nuovo.
    }
finished-deferred =
    { $count ->
        [one] { deferred-because } 1 riunione riprende alle { $time }, se Redial è aperto allora o viene aperto dopo.
       *[other] { deferred-because } { $count } riunioni riprendono alle { $time }, se Redial è aperto allora o viene aperto dopo.
    }
finished-deferred-paused =
    { $count ->
        [one] { deferred-because } 1 riunione non è ancora aggiornata. Gli aggiornamenti automatici sono sospesi: dalle { $time } scelga di nuovo Aggiorna le riunioni.
       *[other] { deferred-because } { $count } riunioni non sono ancora aggiornate. Gli aggiornamenti automatici sono sospesi: dalle { $time } scelga di nuovo Aggiorna le riunioni.
    }
finished-stopped =
    { $count ->
        [0] L’aggiornamento si è fermato.
        [one] L’aggiornamento si è fermato. 1 riunione è rimasta com’era.
       *[other] L’aggiornamento si è fermato. { $count } riunioni sono rimaste com’erano.
    }
finished-left-alone =
    { $count ->
        [one] 1 riunione non è stata modificata.
       *[other] { $count } riunioni non sono state modificate.
    }
finished-in-form = Anche l’appuntamento aperto è aggiornato nella sua finestra. Lo invii o lo salvi perché resti così.
finished-mails =
    { $count ->
        [0] Non è partito alcun messaggio di aggiornamento.
        [one] È partito 1 messaggio di aggiornamento ai partecipanti.
       *[other] Sono partiti { $count } messaggi di aggiornamento ai partecipanti.
    }
finished-rooms = Le sale rispondono da sole a un aggiornamento. Se una rifiuta ora, Redial la indica qui.
finished-unrecorded = Il resoconto di questo aggiornamento non è stato conservato. Le riunioni sono come mostrate qui.

## What the online meetings of each service are called

online-meeting =
    { $kind ->
        [skype] riunione Skype
        [teams] riunione Teams
       *[hosted] riunione online
    }

## The open appointment

appointment-heading = Questo appuntamento
appointment-looking = Esame di questo appuntamento…
appointment-nothing = Non ha ancora una riunione online.
appointment-ours = Ha una { online-meeting }.
appointment-conference-id = ID conferenza: { $id }
appointment-outdated = I suoi dati di accesso telefonico non sono più attuali.
appointment-conference-id-outdated = Il suo ID conferenza è { $shown }; quello attuale è { $today }.
appointment-other = Contiene già i dati di un’altra riunione online. Li rimuova prima, se vuole che Redial aggiunga una riunione.
appointment-adding = Aggiunta della { online-meeting }…
appointment-removing = Rimozione della { online-meeting }…
appointment-updating = Aggiornamento della { online-meeting }…
appointment-added = La { online-meeting } è stata aggiunta.
appointment-already-there = La { online-meeting } c’è già.
appointment-there-outdated = La { online-meeting } c’è già, ma i dati di accesso telefonico non sono più attuali.
appointment-there-outdated-id = La { online-meeting } c’è già, ma i dati di accesso telefonico non sono più attuali: ID conferenza { $shown } invece di { $today }.
appointment-removed = La { online-meeting } è stata rimossa.
appointment-updated = I suoi dati di accesso telefonico ora sono attuali. Invii o salvi l’appuntamento perché restino così.
add-online-meeting = Aggiungi { online-meeting }
remove = Rimuovi
update-this-meeting = Aggiorna questa riunione
all-my-meetings = Tutte le mie riunioni

## The selected message

selected-heading = Messaggio selezionato
selected-nothing = Non mostra nessuna riunione online.
selected-shows = Mostra una riunione online.

## Accesso

sign-in-heading = Acceda per continuare
sign-in-calendar = Redial legge e aggiorna il calendario a Suo nome, quindi deve sapere che è Lei. Si apre una finestra in cui accedere.
sign-in-online-meetings = Redial legge le Sue riunioni online a Suo nome, quindi deve sapere che è Lei. Si apre una finestra in cui accedere.
sign-in-page = Il servizio di accesso telefonico deve sapere che è Lei ({ $host }). Si apre la sua pagina. Acceda lì, poi la chiuda.
sign-in = Accedi
signing-in = Acceda nella finestra che si è aperta…
sign-in-closed = La finestra è stata chiusa prima dell’accesso. Scelga di nuovo Accedi.
sign-in-blocked = Il browser non ha lasciato aprire la finestra. Consenta le finestre popup per questa pagina, poi scelga di nuovo Accedi.
sign-in-failed = L’accesso non è riuscito: { $detail }. Scelga di nuovo Accedi; se rimane così, mostri questo all’amministratore.
sign-in-not-taken = Lei ha eseguito l’accesso, ma viene ancora rifiutato. Scelga di nuovo Accedi; se rimane così, chieda all’amministratore se il Suo account può usare Redial.
sign-in-page-not-taken = L’accesso al servizio telefonico non risulta ancora eseguito. Scelga di nuovo Accedi; se rimane così, chieda all’amministratore se il browser nega a Redial i cookie di altre pagine.

## What goes wrong

failed-heading = Non è stato possibile controllare le riunioni
failed-run-heading = Non è stato possibile aggiornare le riunioni
nothing-written = Nulla è stato modificato.

dial-in-unreachable = Il servizio di accesso telefonico non è raggiungibile ({ $host }). Controlli la rete e riprovi.
dial-in-timed-out = Il servizio di accesso telefonico non ha risposto in tempo ({ $host }). Riprovi più tardi.
dial-in-not-signed-in = L’accesso al servizio telefonico non è riuscito: { $detail }. Apra Redial, scelga Accedi, poi riprovi.
dial-in-refused = Il servizio di accesso telefonico ha rifiutato di rispondere ({ $what }, stato { $status }). Chieda all’amministratore se il suo account può usarlo.
dial-in-busy = Il servizio di accesso telefonico è troppo occupato in questo momento. Riprovi tra qualche minuto.
dial-in-busy-until = Il servizio di accesso telefonico ha chiesto a Redial di attendere. Redial controllerà di nuovo da solo alle { $time }.
dial-in-busy-later = Il servizio di accesso telefonico ha chiesto a Redial di attendere fino alle { $time }. Riprovi allora.
dial-in-not-json = La risposta del servizio di accesso telefonico non è comprensibile: { $what } non è JSON. Forse c’è di mezzo un proxy o una pagina di accesso; chieda all’amministratore.
dial-in-missing = La risposta del servizio di accesso telefonico è incompleta: in { $what } manca { $field } valido. Chieda all’amministratore di controllare il server.
dial-in-no-join-url = La risposta del servizio di accesso telefonico è incompleta: manca un indirizzo di riunione valido (joinUrl). Chieda all’amministratore di impostare l’URL delle riunioni del server.
dial-in-invalid = La descrizione dei suoi dati di accesso non è valida ({ $file }, { $field }: { $detail }). Chieda all’amministratore di correggerla.
dial-in-no-file = La descrizione dei suoi dati di accesso non si può caricare ({ $file }, stato { $status }). Chieda all’amministratore di metterla al suo posto.
dial-in-no-meeting-yet = Non ha ancora una riunione Teams da cui leggere i suoi dati di accesso. Ne aggiunga una a un appuntamento, poi controlli di nuovo.
dial-in-former-address = Il servizio di accesso telefonico ha creato la nuova riunione al vecchio indirizzo. Riprovi più tardi o chieda all’amministratore di controllare il Suo account.
dial-in-origin-refused = Il servizio di accesso telefonico non accetta richieste dall’indirizzo di Redial ({ $host }). Chieda all’amministratore di aggiungere questo indirizzo all’elenco dei domini consentiti del server (CrossDomainAuthorizationList).
dial-in-redirected-too-often = Il servizio di accesso telefonico reindirizza senza fine ({ $host }). Chieda all’amministratore di controllare il servizio di individuazione del server.
dial-in-sign-in-page = Il servizio di accesso telefonico richiede che acceda Lei stesso ({ $host }). Apra Redial e scelga Accedi, poi riprovi.
dial-in-no-sign-in = Il servizio di accesso telefonico non offre un accesso senza password ({ $host }), e Redial non la chiede mai. Chieda all’amministratore di consentire l’autenticazione di Windows o passiva.
dial-in-too-many-meetings = Il servizio di accesso telefonico non conserva altre riunioni online per Lei. Chieda all’amministratore di eliminare quelle vecchie.
dial-in-user-agent = Il servizio di accesso telefonico non accetta Redial. Chieda all’amministratore di consentire Redial tra i client del server.
dial-in-cannot-redirect = Il servizio di accesso telefonico non può condurre Redial al server del Suo account. Riprovi più tardi; se rimane così, chieda all’amministratore dove si trova l’account.
dial-in-mobility = Il Suo account non può usare il servizio di accesso telefonico da Redial. Chieda all’amministratore di consentire la mobilità (EnableMobility, Set-CsMobilityPolicy).
dial-in-moved-to-teams = Il Suo account è stato spostato in Teams. Le Sue riunioni Skype restano come sono. Chieda all’amministratore che Redial legga i Suoi dati da Teams (dialIn in config.json).
host-not-allowed = Una risposta porta a { $host }, che Redial non può interrogare. Se il server è vostro, chieda all’amministratore di aggiungerlo ad allowedHosts in config.json.

calendar-unreachable = Il calendario non è raggiungibile ({ $host }). Controlli la rete e riprovi.
calendar-timed-out = Il calendario non ha risposto in tempo ({ $host }). Riprovi più tardi.
calendar-not-signed-in = L’accesso al calendario non è riuscito: { $detail }. Apra Redial, scelga Controlla di nuovo, poi Accedi.
calendar-conflict = Qualcuno ha modificato l’appuntamento nello stesso momento. Controlli di nuovo.
calendar-signed-out = Il calendario chiede di accedere di nuovo. Scelga Controlla di nuovo, poi Accedi.
calendar-not-found = L’appuntamento non c’è più.
calendar-no-mailbox = La cassetta postale non è in Exchange Online. Chieda all’amministratore se Redial può essere usato con essa.
calendar-busy = La cassetta postale è troppo occupata in questo momento. Riprovi tra qualche minuto.
calendar-busy-until = La cassetta postale ha chiesto a Redial di attendere. Redial controllerà di nuovo da solo alle { $time }.
calendar-busy-later = La cassetta postale ha chiesto a Redial di attendere fino alle { $time }. Riprovi allora.
calendar-forbidden = La cassetta postale ha negato l’accesso (stato { $status }). Chieda all’amministratore di permettere a Redial di modificare il calendario.
calendar-refused = La cassetta postale ha rifiutato (stato { $status }, { $code }). Riprovi; se continua, mostri questo all’amministratore.
calendar-unreadable = La cassetta postale ha dato una risposta illeggibile ({ $detail }). Riprovi; se continua, mostri questo all’amministratore.

store-failed = Gli appunti di Redial ({ $place }) non sono utilizzabili: { $detail }. Controlli che il browser possa conservare dati per questa pagina, poi riprovi.

outlook-timed-out = Outlook non ha risposto ({ $call }). Chiuda Redial e lo apra di nuovo.
outlook-refused = Outlook ha rifiutato ({ $call }): { $detail }. Riprovi.
outlook-changed = Il testo dell’appuntamento è cambiato nel frattempo. Riprovi.
outlook-pictures = Se Redial modificasse il testo, Outlook ne perderebbe le immagini. Cancelli o modifichi i dati nel testo.
outlook-rest-changed = Outlook ha modificato il testo in un modo diverso da quello chiesto da Redial. Lo controlli prima di inviare l’appuntamento.
open-form-unknown = Redial non può sapere quale appuntamento è aperto e non deve scriverci. Chiuda l’appuntamento, poi riprovi.
not-outlook = Redial funziona dentro Outlook. Lo apra dalla barra multifunzione.
configuration-unreachable = Le impostazioni di Redial non si possono caricare ({ $host }). Controlli la rete e riprovi.
configuration-timed-out = Le impostazioni di Redial non sono arrivate in tempo ({ $host }). Riprovi più tardi.
configuration-not-signed-in = Le impostazioni di Redial non si possono caricare: { $detail }. Riprovi.
configuration-missing = Mancano le impostazioni di Redial (config.json, stato { $status }). Chieda all’amministratore.
configuration-invalid = Le impostazioni di Redial non sono valide (config.json, { $field }: { $detail }). Chieda all’amministratore.
requests-unavailable = Le richieste di aggiornamento dell’amministratore non sono leggibili al momento (requests.json). Tutto il resto funziona; saranno rilette al prossimo controllo.
requests-invalid = Le richieste di aggiornamento dell’amministratore non sono valide (requests.json, { $field }: { $detail }). Tutto il resto funziona; lo segnali all’amministratore.

add-not-kept = Outlook non ha conservato i dati della riunione online. Nulla è stato aggiunto.
add-left-in-text = Outlook ha modificato i dati della riunione online durante l’aggiunta. Sono nel testo: li controlli prima di inviare l’invito.
add-newer-tag = Di questo appuntamento si occupa una versione più recente di Redial. Chiudi Outlook e riaprilo. Nulla è stato aggiunto.
add-too-deep = La formattazione del testo dell’appuntamento è annidata così in profondità che Redial non può leggerlo tutto. Nulla è stato aggiunto. Rimuova la formattazione del testo e riprovi.
remove-unsafe-incomplete = La { online-meeting } non si può rimuovere in modo sicuro: manca la riga che apre o chiude i suoi dati. Li cancelli dal testo.
remove-unsafe-shared-markup = La { online-meeting } non si può rimuovere in modo sicuro: altro testo si trova nello stesso paragrafo dei suoi dati. Li cancelli dal testo.
remove-unsafe-unbalanced = La { online-meeting } non si può rimuovere in modo sicuro: la formattazione dei suoi dati è danneggiata. Li cancelli dal testo.
remove-unsafe-no-room = La { online-meeting } non si può rimuovere in modo sicuro: i suoi dati si trovano in un collegamento, un elenco o una tabella. Li cancelli dal testo.
remove-unsafe-too-deep = La { online-meeting } non si può rimuovere in modo sicuro: la formattazione del testo è annidata troppo in profondità. Cancelli i dati dal testo.
update-pictures = Se Redial modificasse qui il testo, Outlook ne perderebbe le immagini. Chiuda l’appuntamento, poi lo aggiorni con le altre riunioni.
update-new-link = Questa riunione riceve un nuovo collegamento. Chiuda l’appuntamento, poi lo aggiorni con le altre riunioni.
update-not-there = L’appuntamento non mostra più questa riunione online. Nulla è stato modificato.
update-not-kept = Outlook non ha conservato l’aggiornamento. L’appuntamento è com’era.
