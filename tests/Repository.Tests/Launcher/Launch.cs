using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Repository.Tests.Launcher;

/// <summary>A running or ended <c>build.sh</c>; its output is kept as it comes.</summary>
internal sealed partial class Launch : IDisposable
{
    /// <summary>What a launcher says while it compiles, as <see cref="Progress"/> shows it.</summary>
    public const string Compiling = """
        Compiling the build program (first run, or its sources changed)...
          1 of 2: PathToProd.Host, after <time>
          2 of 2: the program, after <time>
        """;

    // Generous: the machine may be compiling other things meanwhile. A launcher that hangs ends here.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly StringWriter _errors = new();

    private Launch(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
            {
                _errors.WriteLine(line.Data);
            }
        };
        _process.BeginErrorReadLine();
        _output = _process.StandardOutput.ReadToEndAsync();
    }

    public int ExitCode => _process.ExitCode;

    public string Output => _output.Result;

    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    /// <summary>The error stream, with the times taken out.</summary>
    public string Progress => Took().Replace(Errors.Trim(), "after <time>");

    /// <summary>Starts the launcher of a checkout, and does not wait for it.</summary>
    public static Launch Start(LauncherCheckout checkout, StandInDotnet? dotnet = null, params string[] arguments) =>
        Start(checkout.PathOf("build.sh"), checkout.Root, dotnet?.Environment, arguments);

    /// <summary>Starts a launcher by any path from any folder.</summary>
    public static Launch Start(
        string launcher,
        string folder,
        IReadOnlyDictionary<string, string?>? environment,
        params string[] arguments
    )
    {
        var start = new ProcessStartInfo(launcher, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The tests' own build must not leak into the launcher's, and native code is not what most of them are about.
        foreach (var name in start.Environment.Keys.Where(IsOfTheBuild).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["PATH_TO_PROD_READY_TO_RUN"] = "false";
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        return new Launch(start);
    }

    /// <summary>Starts the launcher of a checkout and waits for its end.</summary>
    public static Launch Run(LauncherCheckout checkout, StandInDotnet? dotnet = null, params string[] arguments) =>
        Start(checkout, dotnet, arguments).Ended();

    public Launch Ended()
    {
        if (!_process.WaitForExit(Limit))
        {
            _process.Kill(entireProcessTree: true);
            throw new TimeoutException($"build.sh did not end within {Limit}:\n{Errors}");
        }

        _process.WaitForExit(); // the last line of the error stream
        return this;
    }

    /// <summary>kill -9 of the launcher alone; whatever it started lives on.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit(Limit).ShouldBeTrue();
    }

    public void Dispose() => _process.Dispose();

    [GeneratedRegex(@"after \d+ s$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Took();

    private static bool IsOfTheBuild(string name) =>
        name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("PATH_TO_PROD", StringComparison.Ordinal)
        || name is "DOTNET_ROOT" or "DOTNET_ROOT_X64" or "DOTNET_HOST_PATH";
}
