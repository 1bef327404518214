using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using NUnit.Framework;

namespace PathToProd.Support;

/// <summary>A real Prometheus or Alertmanager of this machine. tests/prepare.sh installs them.</summary>
public sealed class MonitoringProgram(string program, string authority, string[] arguments) : IDisposable
{
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly StringBuilder _log = new();
    private Process? _process;

    public Uri Address { get; } = new($"http://{authority}");

    /// <summary>Starts it, and returns once it answers.</summary>
    public void Start()
    {
        Begin();
        WaitUntilReady();
    }

    /// <summary>Returns once it answers.</summary>
    public void WaitUntilReady() => Eventually.Holds(() => Answers("-/ready"), $"{program} answers; it said:\n{Log}");

    /// <summary>Starts it, and returns at once. It must not run.</summary>
    public void Begin()
    {
        Assert.That(_process, Is.Null, $"{program} runs already, and the one before would be left behind");
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            },
        };
        process.OutputDataReceived += (_, line) => Listen(line.Data);
        process.ErrorDataReceived += (_, line) => Listen(line.Data);
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            throw new AssertionException($"{program} is not there. Run tests/prepare.sh.", exception);
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
    }

    /// <summary>Ends it as a power cut does.</summary>
    public void Kill()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    /// <summary>Sends JSON, which must be taken.</summary>
    public void Post(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = Client.PostAsync(new Uri(Address, path), content).GetAwaiter().GetResult();
        Assert.That(answer.IsSuccessStatusCode, $"{program} answered {answer.StatusCode}");
    }

    /// <summary>Whether a path answers well.</summary>
    public bool Answers(string path) => Answer(path) is not null;

    /// <summary>What a path answers; null where it does not answer well.</summary>
    public string? Answer(string path)
    {
        try
        {
            using var answer = Client.GetAsync(new Uri(Address, path)).GetAwaiter().GetResult();
            return answer.IsSuccessStatusCode ? answer.Content.ReadAsStringAsync().GetAwaiter().GetResult() : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public void Dispose() => Kill();

    private string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    private void Listen(string? line)
    {
        lock (_log)
        {
            _log.AppendLine(line);
        }
    }
}
