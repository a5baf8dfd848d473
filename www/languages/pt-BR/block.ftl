# The online meeting information block, as people read it in their invitation.
# Our own wording: no real block in this language is known to us.
join = Ingressar na reunião do Skype
join-hosted = Ingressar na reunião online
web-app-question = Problemas para ingressar?
web-app = Experimente o Skype Web App
join-by-phone = Ingressar por telefone
toll-free = Número gratuito:
find-local-number = Localizar um número local
conference-id = ID da conferência: { $id }
dial-in-by-phone = Participar por telefone
phone-conference-id = ID da conferência telefônica: { $id }#
forgot-pin = Esqueceu seu PIN de discagem?
help = Ajuda
legal = Informações legais
location = Reunião do Skype
location-hosted = Reunião online
location-teams = Reunião do Microsoft Teams
