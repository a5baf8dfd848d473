# The online meeting information block, as people read it in their invitation.
# Our own wording: no real block in this language is known to us.
join = Rejoindre la réunion Skype
join-hosted = Rejoindre la réunion en ligne
web-app-question = Problème pour vous joindre ?
web-app = Essayez Skype Web App
join-by-phone = Participer par téléphone
toll-free = Numéro gratuit :
find-local-number = Trouver un numéro local
conference-id = ID de conférence : { $id }
dial-in-by-phone = Se connecter par téléphone
phone-conference-id = ID de conférence téléphonique : { $id }#
forgot-pin = Code PIN d’accès oublié ?
help = Aide
legal = Mentions légales
location = Réunion Skype
location-hosted = Réunion en ligne
location-teams = Réunion Microsoft Teams
