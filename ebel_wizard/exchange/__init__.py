"""What is read and written besides documents: answers, mails, calendar, hand-over, printing."""
