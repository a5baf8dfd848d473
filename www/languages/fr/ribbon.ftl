# What the ribbon's button says in the bar above the appointment; 150 characters at most.
adding = Ajout de la réunion Skype…
added = La réunion Skype a été ajoutée.
already-there = Ce rendez-vous a déjà une réunion Skype. Pour la retirer, ouvrez Redial et choisissez Supprimer.
