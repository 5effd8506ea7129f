using Tegula.Cli.Commands;

return TegulaCommand.Run(args);
