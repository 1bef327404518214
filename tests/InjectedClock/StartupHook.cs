using System.Globalization;
using System.Runtime.CompilerServices;
using PathToProd.Host;
using PathToProd.InjectedClock;

/// <summary>
/// Runs the program as it is compiled, with a clock that a test chose. .NET calls this before the program's own start where DOTNET_STARTUP_HOOKS names
/// this assembly, so that the program itself knows of no such thing.
/// </summary>
#pragma warning disable MA0047 // .NET looks for it outside of any namespace.
internal static class StartupHook
#pragma warning restore MA0047
{
    private const string Hooks = "DOTNET_STARTUP_HOOKS";

    /// <summary>How far ahead the clock is, such as <c>1.00:10:00</c>.</summary>
    private const string Ahead = "PATH_TO_PROD_TEST_AHEAD";

    public static void Initialize()
    {
        var words = Environment.GetCommandLineArgs();
        if (
            Path.GetFileName(words[0]) == "path-to-prod.dll"
            && Environment.GetEnvironmentVariable(Ahead) is { Length: > 0 } ahead
        )
        {
            // What a run starts has no part in this, such as the compiler, which is a program of .NET too.
            Environment.SetEnvironmentVariable(Hooks, null);
            Environment.SetEnvironmentVariable(Ahead, null);
            Run(words[1..], TimeSpan.Parse(ahead, CultureInfo.InvariantCulture));
        }
    }

    // By itself, as other programs of .NET cannot load what it names.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run(string[] words, TimeSpan ahead) =>
        Environment.Exit(
            (int)new HostProgram(Console.Out, Console.Error, new AheadClock(ahead)).Run(words, () => null)
        );
}
