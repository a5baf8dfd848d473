# The online meeting information block, as people read it in their invitation.
join = Anslut till Skype-mötet
join-hosted = Anslut till onlinemötet
web-app-question = Anslutningsproblem?
web-app = Prova Skype Web App
join-by-phone = Anslut via telefon
toll-free = Avgiftsfritt nummer:
find-local-number = Hitta ett lokalt nummer
conference-id = Konferens-ID: { $id }
dial-in-by-phone = Ring in via telefon
phone-conference-id = Telefonkonferens-ID: { $id }#
forgot-pin = Har du glömt din PIN-kod för inringning?
help = Hjälp
legal = Juridisk information
location = Skype-möte
location-hosted = Onlinemöte
location-teams = Microsoft Teams-möte
