using System.Collections.Immutable;
using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Facts.Drift;
using PathToProd.Tasks.Facts.Drift;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Facts.Promotions;

/// <summary>Reads what the last looks of this checkout found. In a fresh checkout no one has looked, and that is what it says.</summary>
internal sealed class DriftLookout(Workspace workspace) : ILookout
{
    public bool Knows(Look look) => look is DriftLook;

    public Task<object> LookAsync(Look look, CancellationToken cancellation)
    {
        var environment = ((DriftLook)look).Environment;
        try
        {
            return Task.FromResult<object>(new LastDrift(Read(environment)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult<object>(new Silence(exception.Message.TrimEnd('.')));
        }
    }

    private ImmutableSortedDictionary<string, DriftRecord> Read(string environment)
    {
        var found = ImmutableSortedDictionary.CreateBuilder<string, DriftRecord>(StringComparer.Ordinal);
        var folder = new DirectoryInfo(Path.GetDirectoryName(workspace.Drift(environment, "any"))!);
        foreach (var file in folder.Exists ? folder.EnumerateFiles("*.json") : [])
        {
            var component = Path.GetFileNameWithoutExtension(file.Name);
            if (DriftRecords.Find(workspace, environment, component) is { } record)
            {
                found[component] = record;
            }
        }

        return found.ToImmutable();
    }
}
