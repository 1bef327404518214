using System.Diagnostics;

namespace PathToProd.StandInTool;

internal static class Children
{
    /// <summary>Starts this program again; it shares our streams and is not waited for.</summary>
    internal static void Spawn(string[] arguments)
    {
        using var child = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, [typeof(Children).Assembly.Location, .. arguments])
            {
                UseShellExecute = false,
            }
        );
    }
}
