using System.Globalization;
using PathToProd.Host;
using PathToProd.Host.Invocations;
using PathToProd.Text.Ci;

// .NET heeds the caller's language where DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=0 is set, whatever the project says.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

// .NET's own writes 256 letters at a time, each by a call of the system.
var result = new ResultStream(Console.OpenStandardOutput());
Console.SetOut(new StreamWriter(result, Console.Out.Encoding, 1 << 15) { AutoFlush = true });

var isGitHub = CiHosts.Of(Environment.GetEnvironmentVariable) == CiHost.GitHub;
var error = isGitHub ? new GuardedWriter(Console.Error) : Console.Error;
return (int)new HostProgram(Console.Out, error, TimeProvider.System).Run(args, () => result.Trouble);
