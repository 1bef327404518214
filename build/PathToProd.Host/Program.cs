using System.Globalization;
using PathToProd.Host;
using PathToProd.Host.Invocations;
using PathToProd.Text.Ci;

// .NET heeds the caller's language where DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=0 is set, whatever the project says.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

var isGitHub = CiHosts.Of(Environment.GetEnvironmentVariable) == CiHost.GitHub;
return (int)new HostProgram(Console.Out, isGitHub ? new GuardedWriter(Console.Error) : Console.Error).Run(args);
