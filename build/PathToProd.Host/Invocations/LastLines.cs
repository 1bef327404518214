using System.Collections.Concurrent;
using System.Collections.Immutable;
using PathToProd.Tools.Processes;

namespace PathToProd.Host.Invocations;

/// <summary>Keeps the line that the tools of each component printed last. Safe for several threads at once.</summary>
internal sealed class LastLines
{
    private readonly ConcurrentDictionary<string, string> _lines = new(StringComparer.Ordinal);

    /// <summary>The lines, by component.</summary>
    public ImmutableDictionary<string, string> Now => _lines.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>Keeps the last line of a component's tools from now on.</summary>
    public IOutputSink Of(string component) => new Sink(_lines, component);

    /// <summary>Forgets a component's line.</summary>
    public void Forget(string component) => _lines.TryRemove(component, out _);

    private sealed class Sink(ConcurrentDictionary<string, string> all, string component) : IOutputSink
    {
        public void Write(params ReadOnlySpan<OutputLine> lines)
        {
            for (var at = lines.Length - 1; at >= 0; at--)
            {
                if (!string.IsNullOrWhiteSpace(lines[at].Text))
                {
                    all[component] = lines[at].Text;
                    return;
                }
            }
        }
    }
}
