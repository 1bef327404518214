using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace PathToProd.Support;

/// <summary>
/// A real OCI registry on this machine, Debian's docker-registry, on a port of its own and with its data in a folder of
/// its own; gone after the test. tests/prepare.sh installs it.
/// </summary>
public sealed partial class LoopbackRegistry : IDisposable
{
    public const string User = "ann";
    public const string Password = "secret";

    // htpasswd -nbB ann secret
    private const string PasswordFile = User + ":$2y$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a\n";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("path-to-prod-registry-").FullName;
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource<string> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    private LoopbackRegistry(bool wantsPassword)
    {
        var configuration = Path.Combine(_folder, "config.yml");
        File.WriteAllText(configuration, Configuration(wantsPassword));
        File.WriteAllText(Path.Combine(_folder, "htpasswd"), PasswordFile);
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("docker-registry", ["serve", configuration])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
                WorkingDirectory = _folder,
            },
        };
        _process.OutputDataReceived += (_, line) => Listen(line.Data);
        _process.ErrorDataReceived += (_, line) => Listen(line.Data);
    }

    /// <summary>Host and port: <c>127.0.0.1:41234</c>.</summary>
    public string Host { get; private set; } = "";

    /// <summary>What <c>store</c> in <c>platform.yaml</c> says to use it.</summary>
    public string Address => $"oci://{Host}/platform";

    /// <summary>The folder that holds the registry's blobs, each as <c>ab/abcd.../data</c>.</summary>
    public string Blobs => Path.Combine(_folder, "data", "docker", "registry", "v2", "blobs", "sha256");

    /// <summary>A file with good credentials, for <c>REGISTRY_AUTH_FILE</c>.</summary>
    public string Credentials => WriteCredentials(Password);

    /// <summary>A file with a wrong password, for <c>REGISTRY_AUTH_FILE</c>.</summary>
    public string WrongCredentials => WriteCredentials("wrong");

    /// <summary>All that the registry said so far.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Starts one, and returns when it answers.</summary>
    /// <param name="wantsPassword">Whether it lets in only those who know <see cref="User"/> and <see cref="Password"/>.</param>
    public static LoopbackRegistry Start(bool wantsPassword = false)
    {
        var registry = new LoopbackRegistry(wantsPassword);
        try
        {
            registry.Run();
            return registry;
        }
        catch
        {
            registry.Dispose();
            throw;
        }
    }

    /// <summary>Ends it, as if its machine was gone. Its data stay until it is disposed.</summary>
    public void Stop()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // It was never started, or has ended.
        }
    }

    public void Dispose()
    {
        Stop();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Run()
    {
        try
        {
            _process.Start();
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new AssertionException("docker-registry is not there. Run tests/prepare.sh.", exception);
        }

        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Host = _listening.Task.Wait(Patience)
            ? _listening.Task.Result
            : throw new AssertionException($"docker-registry did not start:\n{Log}");
    }

    private void Listen(string? line)
    {
        lock (_log)
        {
            _log.AppendLine(line);
        }

        if (line is not null && Listening().Match(line) is { Success: true } match)
        {
            _listening.TrySetResult(match.Groups["host"].Value);
        }
    }

    private string Configuration(bool wantsPassword)
    {
        // Port 0: the system chooses a free one, and the log says which.
        var text = $$"""
            version: 0.1
            log: { accesslog: { disabled: false } }
            storage:
              filesystem: { rootdirectory: {{Path.Combine(_folder, "data")}} }
              delete: { enabled: true }
            http: { addr: "127.0.0.1:0" }

            """;
        return wantsPassword
            ? text + $"auth: {{ htpasswd: {{ realm: tests, path: {Path.Combine(_folder, "htpasswd")} }} }}\n"
            : text;
    }

    private string WriteCredentials(string password)
    {
        var login = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{password}"));
        var path = Path.Combine(_folder, $"{password}.json");
        File.WriteAllText(path, $$$$"""{"auths":{"{{{{Host}}}}":{"auth":"{{{{login}}}}"}}}""");
        return path;
    }

    [GeneratedRegex("listening on (?<host>127\\.0\\.0\\.1:[0-9]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Listening();
}
