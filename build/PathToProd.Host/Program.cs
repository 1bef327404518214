using System.Globalization;
using PathToProd.Host;

// .NET heeds the caller's language where DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=0 is set, whatever the project says.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

return (int)new HostProgram(Console.Out, Console.Error).Run(args);
