# What the ribbon's button says in the bar above the appointment; 150 characters at most.
adding = Skype-mötet läggs till …
added = Skype-mötet har lagts till.
already-there = Det här mötet har redan ett Skype-möte. Öppna Redial och välj Ta bort om du vill ta bort det.
