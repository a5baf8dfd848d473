# The online meeting information block, as people read it in their invitation.
join = Join Skype Meeting
join-hosted = Join online meeting
web-app-question = Trouble Joining?
web-app = Try Skype Web App
join-by-phone = Join by phone
toll-free = Toll-free number:
find-local-number = Find a local number
conference-id = Conference ID: { $id }
dial-in-by-phone = Dial in by phone
phone-conference-id = Phone conference ID: { $id }#
forgot-pin = Forgot your dial-in PIN?
help = Help
legal = Legal
location = Skype Meeting
location-hosted = Online Meeting
location-teams = Microsoft Teams Meeting
