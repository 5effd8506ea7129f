Console.WriteLine("tegula");
