# What the ribbon's button says in the bar above the appointment; 150 characters at most.
adding = Aggiunta della riunione Skype…
added = La riunione Skype è stata aggiunta.
already-there = Questo appuntamento ha già una riunione Skype. Per toglierla, apri Redial e scegli Rimuovi.
