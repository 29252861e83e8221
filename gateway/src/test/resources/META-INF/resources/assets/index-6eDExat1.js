document.title = "Whispra";
