using System.Collections.Immutable;
using PathToProd.Formats.Values;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Platform;

namespace PathToProd.Decisions.Affected;

/// <summary>What each changed file means by itself, before requirements are followed.</summary>
internal sealed class DirectReasons
{
    private readonly PlatformModel _model;
    private readonly Func<string, bool> _hasOwnTasks;
    private readonly ImmutableArray<string> _everywhere;
    private readonly Dictionary<string, List<Use>> _shared = new(StringComparer.Ordinal);
    private readonly List<OldRequirement> _required = [];
    private FileChange? _program;
    private int _programFiles;

    public DirectReasons(PlatformModel model, ImmutableArray<string> environments, Func<string, bool> hasOwnTasks)
    {
        _model = model;
        _hasOwnTasks = hasOwnTasks;
        _everywhere = environments;
        foreach (var component in model.Components.Values)
        {
            foreach (var file in component.Shared)
            {
                if (!_shared.TryGetValue(file.Path, out var uses))
                {
                    _shared.Add(file.Path, uses = []);
                }

                uses.Add(new Use(component.Name, file));
            }
        }
    }

    /// <summary>The reasons of each component, in the order of the files, with the environments that each concerns.</summary>
    public SortedDictionary<string, List<DirectReason>> Components { get; } = new(StringComparer.Ordinal);

    /// <summary>What touches every component in every environment.</summary>
    public ImmutableArray<AffectedReason> Everything { get; private set; } = [];

    public SortedSet<string> DeletedComponents { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> DeletedEnvironments { get; } = new(StringComparer.Ordinal);

    /// <summary>How many files affect nothing.</summary>
    public int IdleFiles { get; private set; }

    public static DirectReasons Of(
        PlatformModel model,
        ImmutableArray<string> environments,
        IEnumerable<FileChange> changes,
        Func<string, bool> hasOwnTasks
    )
    {
        var reasons = new DirectReasons(model, environments, hasOwnTasks);
        foreach (var change in changes.OrderBy(change => change.Path, StringComparer.Ordinal))
        {
            reasons.Add(change);
        }

        reasons.Complete();
        return reasons;
    }

    private void Add(FileChange change)
    {
        var counts = Shared(change);
        counts |= change.Path.Split('/') switch
        {
            ["components", var file] when IsBuildFile(file) => OwnTasks(change),
            ["components", var name, .. var rest] => Component(change, name, rest),
            ["environments", var name, "environment.yaml" or "capabilities.yaml"] => Environment(change, name),
            ["environments", var name, "versions.yaml"] => Versions(change, name),
            ["environments", var name, "values", var file] => Values(change, name, file),
            ["platform.yaml"] => Platform(change),
            ["build", "schemas", ..] => false,
            ["build", .., var file] => !file.EndsWith(".md", StringComparison.OrdinalIgnoreCase) && Program(change),
            [var file] => (file is "global.json" or "tools.yaml" || IsBuildFile(file)) && Program(change),
            _ => false,
        };
        IdleFiles += counts ? 0 : 1;
    }

    private void Complete()
    {
        if (_program is not null)
        {
            Everything = Everything.Add(new AffectedReason.OfProgram(_program, _programFiles - 1));
        }

        // Who required what is gone had to change too, or the manifests would not have been accepted.
        foreach (var (component, required) in _required.Where(pair => DeletedComponents.Contains(pair.Required)))
        {
            Touch(component, new AffectedReason.OfDeletedRequirement(required), _everywhere);
        }
    }

    private bool Shared(FileChange change)
    {
        var counts = false;
        foreach (var (component, file) in _shared.GetValueOrDefault(change.Path) ?? [])
        {
            if (file.Entry is null)
            {
                Touch(component, new AffectedReason.OfFile(change), _everywhere);
                counts = true;
            }
            else if (!SameEntry(change, file.Entry))
            {
                Touch(component, new AffectedReason.OfEntry(file), _everywhere);
                counts = true;
            }
        }

        return counts;
    }

    private static bool SameEntry(FileChange change, string entry) =>
        change is { Before: not null, After: not null }
        && ValueChange.Read(change.Before) is { } before
        && ValueChange.Read(change.After) is { } after
        && ValueChange.Same(ValueTree.Find(before, entry), ValueTree.Find(after, entry));

    private bool OwnTasks(FileChange change)
    {
        var users = _model.Components.Keys.Where(_hasOwnTasks).ToArray();
        foreach (var component in users)
        {
            Touch(component, new AffectedReason.OfFile(change), _everywhere);
        }

        return users.Length > 0;
    }

    private bool Component(FileChange change, string name, string[] rest)
    {
        var isManifest = rest is ["component.yaml"];
        if (!_model.Components.ContainsKey(name))
        {
            return isManifest && change.Kind == FileChangeKind.Deleted && DeletedComponents.Add(name);
        }

        // Every byte counts for a source digest, so a comment does too.
        if (!isManifest || ChangedValues(change) is not { IsEmpty: false } values)
        {
            Touch(name, new AffectedReason.OfFile(change), _everywhere);
            return true;
        }

        foreach (var value in values)
        {
            Touch(name, new AffectedReason.OfValue(change.Path, value), _everywhere);
        }

        if (ValueTree.Find(ValueChange.Read(change.Before!)!, "requires") is ValueNode.Map requires)
        {
            _required.AddRange(requires.Entries.Select(entry => new OldRequirement(name, entry.Key)));
        }

        return true;
    }

    private bool Environment(FileChange change, string name)
    {
        if (!_model.Environments.ContainsKey(name))
        {
            return change.Kind == FileChangeKind.Deleted && DeletedEnvironments.Add(name);
        }

        var users = Users(name);
        if (ChangedValues(change) is not { } values)
        {
            return Touch(_model.Components.Keys, new AffectedReason.OfFile(change), users);
        }

        var counts = false;
        foreach (var value in values)
        {
            foreach (var component in _model.Components.Values)
            {
                counts |= Touch(
                    [component.Name],
                    new AffectedReason.OfValue(change.Path, value),
                    [.. users.Where(user => EnvironmentSetting.IsRead(_model, value.Name, component, user))]
                );
            }
        }

        return counts;
    }

    private bool Versions(FileChange change, string name)
    {
        if (
            !_model.Environments.TryGetValue(name, out var environment)
            || environment.Versions != VersionSource.Pinned
            || !_everywhere.Contains(name)
        )
        {
            return false;
        }

        if (ChangedValues(change) is not { } pins)
        {
            return Touch(environment.PinnedVersions.Keys, new AffectedReason.OfFile(change), [name]);
        }

        var counts = false;
        foreach (var pin in pins)
        {
            counts |= Touch([pin.Name], new AffectedReason.OfValue(change.Path, pin), [name]);
        }

        return counts;
    }

    private bool Values(FileChange change, string name, string file)
    {
        var component = file.EndsWith(".yaml", StringComparison.Ordinal) ? file[..^".yaml".Length] : "";
        if (!_model.Environments.ContainsKey(name) || !_model.Components.ContainsKey(component))
        {
            return false;
        }

        var users = Users(name);
        if (ChangedValues(change) is not { } values)
        {
            return Touch([component], new AffectedReason.OfFile(change), users);
        }

        var counts = false;
        foreach (var value in values)
        {
            counts |= Touch([component], new AffectedReason.OfValue(change.Path, value), users);
        }

        return counts;
    }

    /// <summary>Of what spans all, only the address of the sources is in what is built.</summary>
    private bool Platform(FileChange change)
    {
        if (ChangedValues(change) is not { } values)
        {
            Everything = Everything.Add(new AffectedReason.OfFile(change));
            return true;
        }

        var source = values.FirstOrDefault(value => value.Name == "source");
        if (source is not null)
        {
            Everything = Everything.Add(new AffectedReason.OfValue(change.Path, source));
        }

        return source is not null;
    }

    private bool Program(FileChange change)
    {
        _program ??= change;
        _programFiles++;
        return true;
    }

    /// <summary>Those of the environments that read what an environment's folder says.</summary>
    private ImmutableArray<string> Users(string environment) =>
        [.. _everywhere.Where(name => name == environment || _model.Environments[name].Extends.Contains(environment))];

    private bool Touch(IEnumerable<string> components, AffectedReason reason, ImmutableArray<string> environments)
    {
        var counts = false;
        foreach (var component in environments.IsEmpty ? [] : components)
        {
            Touch(component, reason, environments);
            counts = true;
        }

        return counts;
    }

    private void Touch(string component, AffectedReason reason, ImmutableArray<string> environments)
    {
        if (!Components.TryGetValue(component, out var reasons))
        {
            Components.Add(component, reasons = []);
        }

        reasons.Add(new DirectReason(reason, environments));
    }

    /// <summary>The values that differ; null if that is unclear.</summary>
    private static ImmutableArray<ValueChange>? ChangedValues(FileChange change) =>
        change is { Kind: FileChangeKind.Modified, Before: { } before, After: { } after }
            ? ValueChange.Between(before, after)
            : null;

    private static bool IsBuildFile(string file) => file.StartsWith("Directory.", StringComparison.Ordinal);

    private sealed record Use(string Component, SharedFile File);

    private sealed record OldRequirement(string Component, string Required);
}

/// <summary>A reason, and the environments that it concerns.</summary>
internal sealed record DirectReason(AffectedReason Reason, ImmutableArray<string> Environments);
