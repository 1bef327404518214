using System.Diagnostics;
using System.Reflection;
using Cake.Core.IO;

namespace Cake.Frosting;

/// <summary>
/// A running child. Cake hides the <see cref="Process"/> behind an interface that can only kill; asking politely needs its id,
/// so it is looked for in Cake's wrapper. Without it a child can still be killed.
/// </summary>
internal sealed class ChildProcess(IProcess process)
{
    private readonly Process _process =
        process.GetType().GetField("_process", BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(process)
        as Process;

    /// <summary>Its id, or null when it has gone or cannot be known.</summary>
    public int? Id => HasExited ? null : _process?.Id;

    public bool HasExited
    {
        get
        {
            try
            {
                return _process?.HasExited ?? false;
            }
            catch (InvalidOperationException)
            {
                // Disposed: its task has done with it.
                return true;
            }
        }
    }

    /// <summary>Ends the process and what it started, now.</summary>
    public void Kill()
    {
        try
        {
            if (_process is null)
            {
                process.Kill();
            }
            else if (!HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception exception)
            when (exception is InvalidOperationException or AggregateException or System.ComponentModel.Win32Exception)
        {
            // It ended between the question and the deed, or is not ours to end.
        }
    }
}
