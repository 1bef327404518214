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
    private readonly TextWriter _error;

    public RunInterruption(TextWriter error)
    {
        _error = error;
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
            _error.WriteLine("Killing tools.");
            _atOnce.Cancel();
        }
        else
        {
            _error.WriteLine("Stopping: waiting for tools to save their state. Interrupt again to kill them.");
            _politely.Cancel();
        }
    }
}
