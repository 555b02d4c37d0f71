using System.CommandLine;
using System.CommandLine.Invocation;
using QNom.Local;

var arguments = LauncherCommand.Create(Launcher.RunAsync).Parse(args);
// An error is one line; --help is there for whoever wants more.
if (arguments.Action is ParseErrorAction error)
    error.ShowHelp = false;

// Ctrl-C and SIGTERM are the launcher's own affair: it stops its parts in order and takes the time that needs.
return await arguments.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
