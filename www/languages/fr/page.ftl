# Redial's page, as organizers read it.

checking = Vérification de vos réunions…
checked-count =
    { $count ->
        [one] { $count } réunion vérifiée jusqu’ici
       *[other] { $count } réunions vérifiées jusqu’ici
    }
look-for-copies = Rechercher des copies
looking-for-copies = Examen du reste de votre calendrier…
copies-not-looked-for = Le reste de votre calendrier n’a pas pu être examiné.
reading = Lecture…
try-again = Réessayer
check-again = Vérifier à nouveau
get-help = Obtenir de l’aide

## Every meeting is right

right-heading = Tout est à jour
right-count =
    { $count ->
        [0] Vous n’avez aucune réunion en ligne à venir dont Redial s’occupe.
        [one] Votre réunion en ligne à venir montre vos coordonnées téléphoniques actuelles.
       *[other] Vos { $count } réunions en ligne à venir montrent toutes vos coordonnées téléphoniques actuelles.
    }
outdated-heading =
    { $count ->
        [one] 1 réunion montre encore d’anciennes coordonnées téléphoniques
       *[other] { $count } réunions montrent encore d’anciennes coordonnées téléphoniques
    }
outdated-explanation =
    { $count ->
        [one] Redial ne la modifie pas. Examinez-la pour savoir pourquoi, puis modifiez-la vous-même dans Outlook.
       *[other] Redial ne les modifie pas. Examinez-les pour savoir pourquoi, puis modifiez-les vous-même dans Outlook.
    }
left-meeting-url-heading =
    { $count ->
        [one] { $count } réunion affiche l’ancienne adresse de réunion
       *[other] { $count } réunions affichent l’ancienne adresse de réunion
    }
left-number-heading =
    { $count ->
        [one] { $count } réunion n’affiche pas le nouveau numéro de votre pont
       *[other] { $count } réunions n’affichent pas le nouveau numéro de votre pont
    }
left-by-policy-heading =
    { $count ->
        [one] { $count } réunion diffère de vos informations actuelles
       *[other] { $count } réunions diffèrent de vos informations actuelles
    }
left-by-policy-explanation =
    { $count ->
        [one] La stratégie de votre administrateur la laisse telle quelle.
       *[other] La stratégie de votre administrateur les laisse telles quelles.
    }
update-anyway = Mettre à jour quand même

## Meetings show old details

stale-heading =
    { $count ->
        [one] 1 réunion montre d’anciennes coordonnées téléphoniques
       *[other] { $count } réunions montrent d’anciennes coordonnées téléphoniques
    }
stale-mails =
    { $count ->
        [0] Personne n’y est invité : aucun message de mise à jour ne sera envoyé.
        [one] La mise à jour envoie { $count } message aux participants.
       *[other] La mise à jour envoie { $count } messages aux participants.
    }
stale-mails-at-most =
    { $count ->
        [0] Personne n’y est invité : aucun message de mise à jour ne sera envoyé.
        [one] La mise à jour envoie au plus { $count } message aux participants.
       *[other] La mise à jour envoie au plus { $count } messages aux participants.
    }
stale-deliveries =
    { $count ->
        [one] Compté pour chaque destinataire, cela fait { $count } message.
       *[other] Comptés pour chaque destinataire, cela fait { $count } messages.
    }
stale-deliveries-near = Votre boîte aux lettres peut en envoyer { $limit } par jour : il reste peu de place pour d’autres messages. Une liste de distribution compte ici pour un, et là pour tous ses membres.
stale-deliveries-beyond = Votre boîte aux lettres peut en envoyer { $limit } par jour. Les réunions les plus proches sont mises à jour d’abord ; les autres reprennent d’elles-mêmes un jour plus tard, si Redial est ouvert à ce moment ou ouvert ensuite.
stale-deliveries-sent =
    { $count ->
        [one] Au cours des dernières 24 heures, Redial en a déjà envoyé { $count }.
       *[other] Au cours des dernières 24 heures, Redial en a déjà envoyé { $count }.
    }
review-changes = Examiner les changements
update-meetings = Mettre à jour les réunions
not-now = Pas maintenant
countdown = Démarre tout seul dans { $seconds } s
countdown-stopped-for-review = Le compte à rebours est arrêté pour vous laisser lire. Rien ne démarre avant que vous choisissiez Mettre à jour les réunions.
countdown-stopped = Le compte à rebours est arrêté. Rien ne démarre avant que vous choisissiez Mettre à jour les réunions.
paused-manual-allowed = Votre administrateur a suspendu les mises à jour automatiques. Vous pouvez toujours mettre à jour vos réunions vous-même.
paused = Votre administrateur a suspendu les mises à jour. Vos réunions restent telles quelles pour le moment.
run-elsewhere = Une autre page de Redial met à jour vos réunions en ce moment. Attendez qu’elle ait terminé, puis vérifiez à nouveau.
asked-of-policy = La stratégie de votre administrateur ne lance aucune mise à jour après ce changement. Choisissez quand mettre à jour.
asked-without-change = Redial n’a pas vu le changement se produire : aucune mise à jour ne démarre toute seule. Choisissez le moment.
asked-after-loss = Tant que ce n’est pas réglé, aucune mise à jour ne démarre toute seule : la prochaine pourrait faire de même. Vous pouvez toujours choisir Mettre à jour les réunions.
lost-heading =
    { $count ->
        [one] Une mise à jour a retiré la réunion en ligne de { $count } rendez-vous
       *[other] Une mise à jour a retiré la réunion en ligne de { $count } rendez-vous
    }
lost-seen-to = Je m’en suis occupé
rooms-heading =
    { $count ->
        [one] Une salle a refusé depuis une mise à jour
       *[other] { $count } salles ont refusé depuis une mise à jour
    }
room-declined = { $room } n’accepte plus cette réunion. Réservez de nouveau une salle dans Outlook.
deferred-until = Votre boîte aux lettres a besoin d’une pause. La mise à jour reprend d’elle-même à { $time }.
deferred-because =
    { $why ->
        [deliveries] Votre boîte aux lettres ne peut plus envoyer de messages aujourd’hui.
       *[busy] Votre boîte aux lettres a demandé à Redial d’attendre.
    }
settling-until = Démarre automatiquement à { $time } si vos informations d’accès n’ont pas changé d’ici là.
new-online-meetings =
    { $count ->
        [one] Le lien de { $count } réunion en ligne change. Ce qui était préparé dans l’ancienne (tableaux blancs, sondages, notes partagées) y reste.
       *[other] Les liens de { $count } réunions en ligne changent. Ce qui était préparé dans les anciennes (tableaux blancs, sondages, notes partagées) y reste.
    }
no-number-left = Votre pont n’a plus aucun numéro d’accès : les réunions mises à jour n’en affichent pas.
requested = Votre administrateur a demandé cette mise à jour.

change-audio-conferencing-added = On peut maintenant rejoindre vos réunions par téléphone.
change-audio-conferencing-removed = On ne peut plus rejoindre vos réunions par téléphone.
change-conference-id-changed = Votre ID de conférence a changé.
change-acp-to-bridge = Vos conférences téléphoniques passent désormais par le pont de Microsoft et non plus par votre fournisseur de conférences.
change-bridge-to-acp = Vos conférences téléphoniques passent désormais par un fournisseur de conférences et non plus par le pont de Microsoft.
change-licence-assigned-beside-acp = Vous avez une licence pour le pont de Microsoft. La stratégie de votre administrateur garde les numéros de votre fournisseur de conférences.
change-licence-removed-beside-acp = Vous n’avez plus de licence pour le pont de Microsoft. Les numéros de votre fournisseur de conférences restent.
change-bridge-changed = Votre pont de conférence a maintenant d’autres numéros d’accès.
change-number-unassigned = Un numéro d’accès n’est plus utilisé.
change-default-number-changed = Votre numéro d’accès par défaut a changé.
change-number-added = Votre pont a un nouveau numéro d’accès.
change-directory-changed = L’adresse de votre liste de numéros locaux a changé.
change-branding-changed = Ce que votre organisation ajoute aux invitations a changé.
change-sip-address-changed = Votre adresse SIP a changé.
change-meeting-url-changed = Les adresses des nouvelles réunions commencent autrement.
change-moved-online = Votre compte a été déplacé vers le cloud.
change-moved-on-premises = Votre compte a été déplacé vers le serveur de votre organisation.
change-moved-to-teams = Votre compte a été déplacé vers Teams. Vos réunions Skype restent comme elles sont.

## The table of meetings

meetings = Réunions
column-meeting = Réunion
column-when = Quand
column-what-happens = Ce qui se passe
no-subject = (sans objet)
gets-current-details = Reçoit vos coordonnées actuelles
gets-new-link = Reçoit un nouveau lien
gets-new-link-and-id = Reçoit un nouveau lien et un nouvel ID de conférence, connus une fois la réunion en ligne créée
left-by-policy = Laissée selon la stratégie de votre administrateur
mails-per-meeting =
    { $count ->
        [0] Aucun message : personne n’est invité
        [one] { $count } message de mise à jour aux participants
       *[other] { $count } messages de mise à jour aux participants
    }
older-copy-saved = Une copie plus ancienne a été enregistrée par-dessus la mise à jour.
own-lines-kept = Les lignes que vous avez ajoutées sont conservées
own-lines-replaced = Les lignes que vous avez ajoutées sont remplacées
becomes-html = La mise en forme de son texte peut changer un peu
before-and-after = Avant et après
before = Avant
after = Après
when-series = Série, { $time }, jusqu’au { $date }
when-series-without-end = Série, { $time }
when-exception = { $time } (une date d’une série)

## Meetings left alone

left-alone = Non modifiée
left-alone-count =
    { $count ->
        [one] { $count } autre réunion n’est pas modifiée
       *[other] { $count } autres réunions ne sont pas modifiées
    }
unreadable-count =
    { $count ->
        [one] { $count } rendez-vous n’a pas pu être lu. Il reste tel qu’il est.
       *[other] { $count } rendez-vous n’ont pas pu être lus. Ils restent tels qu’ils sont.
    }
already-true-count =
    { $count ->
        [one] { $count } réunion montre vos coordonnées actuelles
       *[other] { $count } réunions montrent vos coordonnées actuelles
    }
left-alone-group = { $reason } ({ $count })
reason-deleted = Supprimée entre-temps
reason-past = Déjà terminée
reason-cancelled = Annulée
reason-draft = L’invitation n’a jamais été envoyée
reason-unsent-changes = Vous l’avez modifiée sans envoyer la mise à jour : Redial enverrait aussi vos modifications
reason-not-organizer = Organisée par quelqu’un d’autre
reason-too-many-attendees = Plus de { $limit } participants
reason-block-missing = Les informations de la réunion en ligne ne sont plus dans le texte
reason-link-hidden = { $filter } masque la destination des liens du texte : les informations ne peuvent pas être reconnues
reason-copied = Les informations ont été copiées d’une autre réunion
reason-foreign = Réunion en ligne d’un autre service
reason-other-kind = Réunion en ligne d’un autre type que les vôtres
reason-service-updates = Créée par Outlook lui-même : le service de Microsoft la met à jour
reason-another-persons = Réunion en ligne de quelqu’un d’autre ({ $person })
reason-unknown-address = Impossible de savoir à qui est cette réunion en ligne : { $address }
reason-unusable-address = Ce qui est enregistré avec elle n’est pas l’adresse d’une réunion en ligne : { $address }
reason-contested = Une autre de vos réunions mène à la même réunion en ligne, et rien ne dit laquelle est la copie
reason-newer-tag = Une version plus récente de Redial s’en occupe
reason-unsure = Les informations contredisent ce qui est enregistré avec la réunion, ou y figurent plusieurs fois
reason-unknown-format = Outlook n’indique pas le format du texte, et l’écrire pourrait le changer
reason-protected = Le texte est chiffré ; les informations qu’il contient ne peuvent pas être lues
reason-embedded-objects = Des images ou d’autres objets se trouvent dans le texte, et la mise à jour les déplacerait
reason-rich-text = Le texte est conservé en RTF, et votre administrateur veut que ces textes ne soient pas touchés
reason-plain-text = Le texte est conservé en texte brut, et ces textes ne sont pas touchés, sauf si votre administrateur les fait mettre à jour
reason-open-in-form = Ouverte en ce moment dans un formulaire : enregistrez-la ou fermez-la, puis vérifiez à nouveau
reason-edited = Vous avez modifié les informations, et votre administrateur veut que celles-là ne soient pas touchées
reason-no-conference-id = Son propre ID de conférence est inconnu, et de nouveaux numéros en ont besoin
reason-incomplete = Modification sûre impossible : la ligne qui ouvre ou ferme les informations manque
reason-shared-markup = Modification sûre impossible : un autre texte se trouve dans le même paragraphe que les informations
reason-unbalanced = Modification sûre impossible : la mise en forme des informations est endommagée
reason-no-room = Modification sûre impossible : les informations se trouvent dans un lien, une liste ou un tableau
reason-unclear-digits = Modification sûre impossible : impossible de distinguer avec certitude les numéros de téléphone de l’ID de conférence
reason-not-read-back = Modification sûre impossible : les informations ne seraient pas lues comme il faut
reason-too-deep = Modification sûre impossible : la mise en forme du texte est imbriquée trop profondément
reason-already-true = Montre vos coordonnées actuelles

## A run

running-heading = Mise à jour de vos réunions
running-progress = { $done } sur { $total }
running-keep-open = Rien ne se fait en arrière-plan : gardez cette page ouverte jusqu’à la fin.
running-waiting =
    { $seconds ->
        [one] Votre boîte aux lettres demande d’attendre { $seconds } seconde.
       *[other] Votre boîte aux lettres demande d’attendre { $seconds } secondes.
    }
running-pace =
    { $seconds ->
        [one] Votre boîte aux lettres n’accepte plus de demandes pendant { $seconds } seconde.
       *[other] Votre boîte aux lettres n’accepte plus de demandes pendant { $seconds } secondes.
    }
running-waiting-dial-in =
    { $seconds ->
        [one] Le service d’accès téléphonique demande d’attendre { $seconds } seconde.
       *[other] Le service d’accès téléphonique demande d’attendre { $seconds } secondes.
    }
running-mails =
    { $seconds ->
        [one] Votre boîte aux lettres n’envoie plus de messages pendant { $seconds } seconde ; d’autres ne feraient qu’y attendre.
       *[other] Votre boîte aux lettres n’envoie plus de messages pendant { $seconds } secondes ; d’autres ne feraient qu’y attendre.
    }
running-deliveries =
    { $seconds ->
        [one] Votre boîte aux lettres ne peut plus envoyer de messages pendant { $seconds } seconde.
       *[other] Votre boîte aux lettres ne peut plus envoyer de messages pendant { $seconds } secondes.
    }
running-at-work =
    { $seconds ->
        [one] Votre boîte aux lettres traite encore la dernière modification. Redial continue dans { $seconds } seconde.
       *[other] Votre boîte aux lettres traite encore la dernière modification. Redial continue dans { $seconds } secondes.
    }
status-waiting = En attente
status-updated = Mise à jour
status-not-updated = Pas mise à jour
status-unclear = On ne sait pas si elle a été mise à jour
status-deferred = Attend jusqu’à { $time }
online-lost-gone = Outlook ne la considère plus comme une réunion en ligne. Ce que disait son texte est conservé sous « Avant et après » : remettez-le dans Outlook et prévenez votre administrateur.
online-lost-replaced = Outlook rejoint désormais une autre réunion en ligne. Ce que disait son texte est conservé sous « Avant et après » : remettez-le dans Outlook et prévenez votre administrateur.
online-unclear = On ne peut pas savoir pour le moment si la mise à jour a retiré une réunion en ligne de son rendez-vous : aucune autre réunion n’a donc été mise à jour. Vérifiez de nouveau : Redial regarde celle-là d’abord.
finished-heading =
    { $count ->
        [0] Aucune réunion n’a été mise à jour
        [one] { $count } réunion mise à jour
       *[other] { $count } réunions mises à jour
    }
finished-failed =
    { $count ->
        [one] { $count } réunion n’a pas été mise à jour ; elle est restée telle quelle.
       *[other] { $count } réunions n’ont pas été mises à jour ; elles sont restées telles quelles.
    }
finished-unclear =
    { $count ->
        [one] Pour { $count } réunion, on ne sait pas si elle a été mise à jour. Vérifiez à nouveau.
       *[other] Pour { $count } réunions, on ne sait pas si elles ont été mises à jour. Vérifiez à nouveau.
    }
finished-deferred =
    { $count ->
        [one] { deferred-because } { $count } réunion reprend à { $time }, si Redial est ouvert à ce moment ou ouvert ensuite.
       *[other] { deferred-because } { $count } réunions reprennent à { $time }, si Redial est ouvert à ce moment ou ouvert ensuite.
    }
finished-deferred-paused =
    { $count ->
        [one] { deferred-because } { $count } réunion n’est pas encore mise à jour. Les mises à jour automatiques sont suspendues : à partir de { $time }, choisissez de nouveau Mettre à jour les réunions.
       *[other] { deferred-because } { $count } réunions ne sont pas encore mises à jour. Les mises à jour automatiques sont suspendues : à partir de { $time }, choisissez de nouveau Mettre à jour les réunions.
    }
finished-stopped =
    { $count ->
        [0] La mise à jour s’est arrêtée.
        [one] La mise à jour s’est arrêtée. { $count } réunion est restée telle quelle.
       *[other] La mise à jour s’est arrêtée. { $count } réunions sont restées telles quelles.
    }
finished-left-alone =
    { $count ->
        [one] { $count } réunion n’a pas été modifiée.
       *[other] { $count } réunions n’ont pas été modifiées.
    }
finished-in-form = Le rendez-vous ouvert est lui aussi à jour dans son formulaire. Envoyez-le ou enregistrez-le pour qu’il le reste.
finished-mails =
    { $count ->
        [0] Aucun message de mise à jour n’est parti.
        [one] { $count } message de mise à jour est parti aux participants.
       *[other] { $count } messages de mise à jour sont partis aux participants.
    }
finished-rooms = Les salles répondent d’elles-mêmes à une mise à jour. Si l’une refuse maintenant, Redial la nomme ici.
finished-unrecorded = Le compte rendu de cette mise à jour n’a pas pu être conservé. Vos réunions sont telles que montrées ici.

## What the online meetings of each service are called

online-meeting =
    { $kind ->
        [skype] réunion Skype
        [teams] réunion Teams
       *[hosted] réunion en ligne
    }

## The open appointment

appointment-heading = Ce rendez-vous
appointment-looking = Examen de ce rendez-vous…
appointment-nothing = Il n’a pas encore de réunion en ligne.
appointment-ours = Il a une { online-meeting }.
appointment-conference-id = ID de conférence : { $id }
appointment-outdated = Ses coordonnées téléphoniques ne sont plus à jour.
appointment-conference-id-outdated = Son ID de conférence est { $shown } ; le vôtre est désormais { $today }.
appointment-other = Il contient déjà les informations d’une autre réunion en ligne. Supprimez-les d’abord si vous voulez que Redial ajoute une réunion.
appointment-adding = Ajout de la { online-meeting }…
appointment-removing = Suppression de la { online-meeting }…
appointment-updating = Mise à jour de la { online-meeting }…
appointment-added = La { online-meeting } a été ajoutée.
appointment-already-there = La { online-meeting } est déjà là.
appointment-there-outdated = La { online-meeting } est déjà là, mais ses coordonnées téléphoniques ne sont plus à jour.
appointment-there-outdated-id = La { online-meeting } est déjà là, mais ses coordonnées ne sont plus à jour : ID de conférence { $shown } au lieu de { $today }.
appointment-removed = La { online-meeting } a été supprimée.
appointment-updated = Ses coordonnées téléphoniques sont maintenant à jour. Envoyez ou enregistrez le rendez-vous pour qu’elles le restent.
add-online-meeting = Ajouter une { online-meeting }
remove = Supprimer
update-this-meeting = Mettre à jour cette réunion
all-my-meetings = Toutes mes réunions

## The selected message

selected-heading = Message sélectionné
selected-nothing = Il n’indique aucune réunion en ligne.
selected-shows = Il indique une réunion en ligne.

## Connexion

sign-in-heading = Connectez-vous pour continuer
sign-in-calendar = Redial lit et met à jour votre calendrier en votre nom : il doit donc savoir que c’est vous. Une fenêtre s’ouvre, dans laquelle vous vous connectez.
sign-in-online-meetings = Redial lit vos réunions en ligne en votre nom : il doit donc savoir que c’est vous. Une fenêtre s’ouvre, dans laquelle vous vous connectez.
sign-in-page = Le service d’accès téléphonique doit savoir que c’est vous ({ $host }). Sa propre page s’ouvre. Connectez-vous, puis fermez-la.
sign-in = Se connecter
signing-in = Connectez-vous dans la fenêtre qui s’est ouverte…
sign-in-closed = La fenêtre a été fermée avant que vous ne soyez connecté. Choisissez de nouveau Se connecter.
sign-in-blocked = Votre navigateur n’a pas laissé la fenêtre s’ouvrir. Autorisez les fenêtres contextuelles pour cette page, puis choisissez de nouveau Se connecter.
sign-in-failed = La connexion a échoué : { $detail }. Choisissez de nouveau Se connecter ; si cela persiste, montrez ceci à votre administrateur.
sign-in-not-taken = Vous vous êtes connecté, mais l’accès est toujours refusé. Choisissez de nouveau Se connecter ; si cela persiste, demandez à votre administrateur si votre compte peut utiliser Redial.
sign-in-page-not-taken = Vous n’êtes toujours pas connecté au service d’accès téléphonique. Choisissez de nouveau Se connecter ; si cela persiste, demandez à votre administrateur si votre navigateur refuse à Redial les cookies d’autres pages.

## What goes wrong

failed-heading = Vos réunions n’ont pas pu être vérifiées
failed-run-heading = Vos réunions n’ont pas pu être mises à jour
nothing-written = Rien n’a été modifié.

dial-in-unreachable = Le service d’accès téléphonique est injoignable ({ $host }). Vérifiez votre réseau et réessayez.
dial-in-timed-out = Le service d’accès téléphonique n’a pas répondu à temps ({ $host }). Réessayez plus tard.
dial-in-not-signed-in = La connexion au service d’accès téléphonique a échoué : { $detail }. Ouvrez Redial, choisissez Se connecter, puis réessayez.
dial-in-refused = Le service d’accès téléphonique a refusé de répondre ({ $what }, état { $status }). Demandez à votre administrateur si votre compte peut l’utiliser.
dial-in-busy = Le service d’accès téléphonique est trop occupé en ce moment. Réessayez dans quelques minutes.
dial-in-busy-until = Le service d’accès téléphonique a demandé à Redial d’attendre. Redial vérifiera de nouveau à { $time }.
dial-in-busy-later = Le service d’accès téléphonique a demandé à Redial d’attendre jusqu’à { $time }. Réessayez ensuite.
dial-in-not-json = La réponse du service d’accès téléphonique est incompréhensible : { $what } n’est pas du JSON. Un proxy ou une page de connexion s’interpose peut-être ; demandez à votre administrateur.
dial-in-missing = La réponse du service d’accès téléphonique est incomplète : { $what } n’a pas de { $field } valable. Demandez à votre administrateur de vérifier le serveur.
dial-in-no-join-url = La réponse du service d’accès téléphonique est incomplète : elle n’a pas d’adresse de réunion valable (joinUrl). Demandez à votre administrateur de définir l’URL de réunion du serveur.
dial-in-invalid = La description de vos informations d’accès n’est pas valable ({ $file }, { $field } : { $detail }). Demandez à votre administrateur de la corriger.
dial-in-no-file = La description de vos informations d’accès ne peut pas être chargée ({ $file }, état { $status }). Demandez à votre administrateur de la mettre à cet endroit.
dial-in-no-meeting-yet = Vous n’avez pas encore de réunion Teams dont lire vos informations d’accès. Ajoutez-en une à un rendez-vous, puis vérifiez à nouveau.
dial-in-former-address = Le service d’accès téléphonique a créé la nouvelle réunion à l’ancienne adresse. Réessayez plus tard ou demandez à votre administrateur de vérifier votre compte.
dial-in-origin-refused = Le service d’accès téléphonique n’accepte pas les demandes venant de l’adresse de Redial ({ $host }). Demandez à votre administrateur d’ajouter cette adresse à la liste des domaines autorisés du serveur (CrossDomainAuthorizationList).
dial-in-redirected-too-often = Le service d’accès téléphonique redirige sans fin ({ $host }). Demandez à votre administrateur de vérifier le service de découverte du serveur.
dial-in-sign-in-page = Le service d’accès téléphonique demande que vous vous connectiez vous-même ({ $host }). Ouvrez Redial et choisissez Se connecter, puis réessayez.
dial-in-no-sign-in = Le service d’accès téléphonique n’offre aucune connexion sans mot de passe ({ $host }), et Redial n’en demande jamais. Demandez à votre administrateur d’autoriser l’authentification Windows ou passive.
dial-in-too-many-meetings = Le service d’accès téléphonique ne garde pas davantage de réunions en ligne pour vous. Demandez à votre administrateur d’y supprimer vos anciennes réunions.
dial-in-user-agent = Le service d’accès téléphonique n’accepte pas Redial. Demandez à votre administrateur d’autoriser Redial parmi les clients du serveur.
dial-in-cannot-redirect = Le service d’accès téléphonique ne peut pas mener Redial au serveur de votre compte. Réessayez plus tard ; si cela persiste, demandez à votre administrateur où se trouve votre compte.
dial-in-mobility = Votre compte ne peut pas utiliser le service d’accès téléphonique depuis Redial. Demandez à votre administrateur d’autoriser la mobilité (EnableMobility, Set-CsMobilityPolicy).
dial-in-moved-to-teams = Votre compte a été déplacé vers Teams. Vos réunions Skype restent comme elles sont. Demandez à votre administrateur que Redial lise vos informations dans Teams (dialIn dans config.json).
host-not-allowed = Une réponse mène à { $host }, que Redial n’a pas le droit d’interroger. Si ce serveur est le vôtre, demandez à votre administrateur de l’ajouter à allowedHosts dans config.json.

calendar-unreachable = Votre calendrier est injoignable ({ $host }). Vérifiez votre réseau et réessayez.
calendar-timed-out = Votre calendrier n’a pas répondu à temps ({ $host }). Réessayez plus tard.
calendar-not-signed-in = La connexion à votre calendrier a échoué : { $detail }. Ouvrez Redial, choisissez Vérifier à nouveau, puis Se connecter.
calendar-conflict = Quelqu’un a modifié le rendez-vous en même temps. Vérifiez à nouveau.
calendar-signed-out = Votre calendrier vous demande de vous reconnecter. Choisissez Vérifier à nouveau, puis Se connecter.
calendar-not-found = Le rendez-vous n’existe plus.
calendar-no-mailbox = Votre boîte aux lettres n’est pas dans Exchange Online. Demandez à votre administrateur si Redial peut être utilisé avec elle.
calendar-busy = Votre boîte aux lettres est trop occupée en ce moment. Réessayez dans quelques minutes.
calendar-busy-until = Votre boîte aux lettres a demandé à Redial d’attendre. Redial vérifiera de nouveau à { $time }.
calendar-busy-later = Votre boîte aux lettres a demandé à Redial d’attendre jusqu’à { $time }. Réessayez ensuite.
calendar-forbidden = Votre boîte aux lettres a refusé l’accès (état { $status }). Demandez à votre administrateur d’autoriser Redial à modifier votre calendrier.
calendar-refused = Votre boîte aux lettres a refusé (état { $status }, { $code }). Réessayez ; si cela persiste, montrez ceci à votre administrateur.
calendar-unreadable = Votre boîte aux lettres a donné une réponse illisible ({ $detail }). Réessayez ; si cela persiste, montrez ceci à votre administrateur.

store-failed = Les notes propres à Redial ({ $place }) sont inutilisables : { $detail }. Vérifiez que le navigateur peut conserver des données pour cette page, puis réessayez.

outlook-timed-out = Outlook n’a pas répondu ({ $call }). Fermez Redial et ouvrez-le à nouveau.
outlook-refused = Outlook a refusé ({ $call }) : { $detail }. Réessayez.
outlook-changed = Le texte du rendez-vous a changé entre-temps. Réessayez.
outlook-pictures = Outlook perdrait les images du texte si Redial le modifiait. Effacez ou modifiez vous-même les informations dans le texte.
outlook-rest-changed = Outlook a modifié le texte autrement que Redial ne l’a demandé. Vérifiez-le avant d’envoyer le rendez-vous.
open-form-unknown = Redial ne peut pas savoir quel rendez-vous est ouvert, et ne doit pas y écrire. Fermez le rendez-vous, puis réessayez.
not-outlook = Redial fonctionne dans Outlook. Ouvrez-le depuis le ruban d’Outlook.
configuration-unreachable = Les paramètres de Redial ne peuvent pas être chargés ({ $host }). Vérifiez votre réseau et réessayez.
configuration-timed-out = Les paramètres de Redial ne sont pas arrivés à temps ({ $host }). Réessayez plus tard.
configuration-not-signed-in = Les paramètres de Redial ne peuvent pas être chargés : { $detail }. Réessayez.
configuration-missing = Les paramètres de Redial manquent (config.json, état { $status }). Demandez à votre administrateur.
configuration-invalid = Les paramètres de Redial ne sont pas valables (config.json, { $field } : { $detail }). Demandez à votre administrateur.
requests-unavailable = Les demandes de mise à jour de votre administrateur sont illisibles pour le moment (requests.json). Tout le reste fonctionne ; elles seront relues à la prochaine vérification.
requests-invalid = Les demandes de mise à jour de votre administrateur ne sont pas valables (requests.json, { $field } : { $detail }). Tout le reste fonctionne ; signalez-le à votre administrateur.

add-not-kept = Outlook n’a pas conservé les informations de la réunion en ligne. Rien n’a été ajouté.
add-left-in-text = Outlook a modifié les informations de la réunion en ligne pendant leur ajout. Elles figurent dans le texte : vérifiez-les avant d’envoyer l’invitation.
add-newer-tag = Une version plus récente de Redial s’occupe de ce rendez-vous. Fermez Outlook puis rouvrez-le. Rien n’a été ajouté.
add-too-deep = La mise en forme du texte du rendez-vous est imbriquée si profondément que Redial ne peut pas tout lire. Rien n’a été ajouté. Effacez la mise en forme du texte, puis réessayez.
remove-unsafe-incomplete = La { online-meeting } ne peut pas être supprimée sans risque : la ligne qui ouvre ou ferme ses informations manque. Effacez vous-même les informations dans le texte.
remove-unsafe-shared-markup = La { online-meeting } ne peut pas être supprimée sans risque : un autre texte se trouve dans le même paragraphe que ses informations. Effacez vous-même les informations dans le texte.
remove-unsafe-unbalanced = La { online-meeting } ne peut pas être supprimée sans risque : la mise en forme de ses informations est endommagée. Effacez vous-même les informations dans le texte.
remove-unsafe-no-room = La { online-meeting } ne peut pas être supprimée sans risque : ses informations se trouvent dans un lien, une liste ou un tableau. Effacez vous-même les informations dans le texte.
remove-unsafe-too-deep = La { online-meeting } ne peut pas être supprimée sans risque : la mise en forme du texte est imbriquée trop profondément. Effacez vous-même les informations dans le texte.
update-pictures = Outlook perdrait les images du texte si Redial le modifiait ici. Fermez le rendez-vous, puis mettez-le à jour avec vos autres réunions.
update-new-link = Cette réunion reçoit un nouveau lien. Fermez le rendez-vous, puis mettez-le à jour avec vos autres réunions.
update-not-there = Le rendez-vous n’indique plus cette réunion en ligne. Rien n’a été modifié.
update-not-kept = Outlook n’a pas conservé la mise à jour. Le rendez-vous est comme avant.
