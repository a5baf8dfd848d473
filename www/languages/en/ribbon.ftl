# What the ribbon's button says in the bar above the appointment; 150 characters at most.
adding = Adding the Skype meeting…
added = The Skype meeting was added.
already-there = This appointment already has a Skype meeting. To take it out, open Redial and choose Remove.
