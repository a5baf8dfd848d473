# The online meeting information block, as people read it in their invitation.
# Our own wording: no real block in this language is known to us.
join = Partecipa alla riunione Skype
join-hosted = Partecipa alla riunione online
web-app-question = Problemi di accesso?
web-app = Prova Skype Web App
join-by-phone = Partecipa per telefono
toll-free = Numero verde:
find-local-number = Trova un numero locale
conference-id = ID conferenza: { $id }
dial-in-by-phone = Chiama da un telefono
phone-conference-id = ID conferenza telefonica: { $id }#
forgot-pin = PIN di accesso dimenticato?
help = Guida
legal = Note legali
location = Riunione Skype
location-hosted = Riunione online
location-teams = Riunione di Microsoft Teams
