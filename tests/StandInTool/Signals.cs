using System.Runtime.InteropServices;

namespace PathToProd.StandInTool;

internal static partial class Signals
{
    private static readonly Lock Gate = new();
    private static readonly List<PosixSignalRegistration> Kept = [];

    internal static void Write(string file, bool obey)
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM])
        {
            Kept.Add(PosixSignalRegistration.Create(signal, context => Received(context, file, obey)));
        }
    }

    internal static void LeaveSession()
    {
        if (SetSession() < 0)
        {
            throw new InvalidOperationException("setsid failed.");
        }
    }

    internal static void Send(int signal)
    {
        _ = Kill(Environment.ProcessId, signal);
        Thread.Sleep(Timeout.Infinite);
    }

    private static void Received(PosixSignalContext context, string file, bool obey)
    {
        context.Cancel = true;
        lock (Gate)
        {
            File.AppendAllText(file, context.Signal + "\n");
            if (obey)
            {
                Steps.Say("saved");
                Environment.Exit(7);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int SetSession();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int id, int signal);
}
