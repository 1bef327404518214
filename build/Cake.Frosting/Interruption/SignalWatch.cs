using System.Runtime.InteropServices;

namespace Cake.Frosting;

/// <summary>
/// Listens to SIGINT and SIGTERM while a run is active. The first one stops the run in order, so the process stays; the second
/// one is left to what the process does by default, which is to go. Other listeners of the program are called as ever.
/// </summary>
internal sealed class SignalWatch : IDisposable
{
    private readonly Interruption _interruption;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public SignalWatch(Interruption interruption)
    {
        _interruption = interruption;
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
    }

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (_interruption.Begin(context.Signal))
        {
            context.Cancel = true;
        }
        else
        {
            _interruption.EndAtOnce();
        }
    }
}
