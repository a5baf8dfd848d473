# The online meeting information block, as people read it in their invitation.
join = Join Skype Meeting
web-app-question = Trouble Joining?
web-app = Try Skype Web App
join-by-phone = Join by phone
toll-free = Toll-free number:
find-local-number = Find a local number
conference-id = Conference ID: { $id }
forgot-pin = Forgot your dial-in PIN?
help = Help
legal = Legal
location = Skype Meeting
