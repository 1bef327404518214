using PathToProd.Decisions.Drift;
using PathToProd.Facts.Drift;
using PathToProd.Facts.Ledger;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Facts.Drift;

/// <summary>What the last looks of this checkout found, a file for each component; they may be deleted at any time.</summary>
public static class DriftRecords
{
    /// <summary>Keeps what was found now.</summary>
    public static void Keep(Workspace workspace, EnvironmentDrift drift)
    {
        foreach (var component in drift.Components)
        {
            var there = component.Deployment;
            var record = new DriftRecord(
                component.Verdict,
                drift.At,
                there?.Run,
                there?.Digest,
                component.Findings.Length
            );
            AtomicFile.Write(workspace.Drift(drift.Environment, component.Component), record.Write() + "\n");
        }
    }

    /// <summary>What the last look found; null when there was none.</summary>
    public static DriftRecord? Find(Workspace workspace, string environment, string component) =>
        SmallFile.ReadText(workspace.Drift(environment, component)) is { } text ? DriftRecord.Read(text) : null;

    /// <summary>The same for many: where no one has looked, no file is asked for.</summary>
    public static Func<ComponentState, DriftRecord?> Finder(Workspace workspace)
    {
        var isThere = new Dictionary<string, bool>(StringComparer.Ordinal);
        return state =>
        {
            if (!isThere.TryGetValue(state.Environment, out var there))
            {
                there = Directory.Exists(Path.GetDirectoryName(workspace.Drift(state.Environment, "any")));
                isThere.Add(state.Environment, there);
            }

            return there ? Find(workspace, state.Environment, state.Component) : null;
        };
    }
}
