using System.Runtime.InteropServices;

namespace PathToProd.Host.Invocations;

/// <summary>
/// Ctrl-C and SIGTERM: the first asks what runs to stop, so that tools save their state and the ledger gets the truth; the
/// second kills tools.
/// </summary>
internal sealed class RunInterruption : IDisposable
{
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

    public CancellationToken Politely => _politely.Token;

    public CancellationToken AtOnce => _atOnce.Token;

    public bool IsRequested => _politely.IsCancellationRequested;

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
        if (IsRequested)
        {
            _messages.Say("Killing tools.");
            _atOnce.Cancel();
        }
        else
        {
            _messages.Say("Stopping: waiting for tools to save their state. Interrupt again to kill them.");
            _politely.Cancel();
        }
    }
}
