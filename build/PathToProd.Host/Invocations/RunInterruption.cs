using System.Runtime.InteropServices;
using PathToProd.Text;

namespace PathToProd.Host.Invocations;

/// <summary>
/// Ctrl-C and SIGTERM: the first asks what runs to stop, so that tools save their state and the ledger gets the truth; the
/// second kills tools.
/// </summary>
internal sealed class RunInterruption : IDisposable
{
    /// <summary>A disk that hangs must not keep tools from being asked to end.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Signals come on threads of their own: what was asked, and that it is written down, is one step.</summary>
    private readonly Lock _asking = new();

    private bool _isAsked;

    private readonly CancellationTokenSource _politely = new();
    private readonly CancellationTokenSource _atOnce = new();
    private readonly PosixSignalRegistration[] _signals;
    private readonly Messages _messages;

    public RunInterruption(Messages messages)
    {
        _messages = messages;
        _signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
        ];
    }

    /// <summary>Writes down that the run is cancelled, before anything is asked to end; null while nothing runs.</summary>
    public Action? Before { get; set; }

    public CancellationToken Politely => _politely.Token;

    public CancellationToken AtOnce => _atOnce.Token;

    /// <summary>Why this program ended the run by itself; null when it did not.</summary>
    public string? EndedBecause { get; private set; }

    public bool IsRequested => _politely.IsCancellationRequested;

    /// <summary>Ends the run as an interruption does: nothing new starts, and what runs is asked to end.</summary>
    /// <param name="because">Why: what is written down of each attempt that it ends.</param>
    public void End(string because)
    {
        lock (_asking)
        {
            if (_isAsked)
            {
                return;
            }

            EndedBecause = because;
            Ask($"Stopping, and waiting for tools to save their state: {because}");
        }

        _politely.Cancel();
    }

    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        _politely.Dispose();
        _atOnce.Dispose();
    }

    private void Handle(PosixSignalContext signal)
    {
        signal.Cancel = true;
        bool again;
        lock (_asking)
        {
            again = _isAsked;
            if (!again)
            {
                Ask("Stopping: waiting for tools to save their state. Interrupt again to kill them.");
            }
        }

        _politely.Cancel();
        if (again)
        {
            _messages.Say("Killing tools.");
            _atOnce.Cancel();
        }
    }

    /// <summary>That it is cancelled is on the disk before anything ends of it.</summary>
    private void Ask(string message)
    {
        _isAsked = true;
        _messages.Say(message);
        WriteDown();
    }

    private void WriteDown()
    {
        if (Before is not { } before)
        {
            return;
        }

        try
        {
            Task.Run(before).Wait(Patience);
        }
        catch (AggregateException exception) when (exception.InnerException is PlatformException failure)
        {
            // The journal cannot be written. That is no reason to go on.
            _messages.Say(failure.Message);
        }
    }
}
