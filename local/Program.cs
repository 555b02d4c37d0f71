Console.WriteLine("QNom local cloud");
