using CloudNet.Agent.Cli;

// The name that it was called by decides which command line it has.
var context = new CommandContext(Terminal.OfProcess(), TimeProvider.System, Environment.GetEnvironmentVariable);
return await CommandTree.RunAsync(Environment.GetCommandLineArgs()[0], args, context);
