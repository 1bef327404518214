using PathToProd.Host;

return (int)new HostProgram(Console.Out, Console.Error).Run(args);
