namespace PathToProd.Model.CallerVariables;

/// <summary>What happens to a variable, or of all whose names start alike.</summary>
/// <param name="Pattern">Its name; a <c>*</c> at the end stands for any rest.</param>
/// <param name="Fate">What happens to it.</param>
/// <param name="Why">What the variable does, or why this becomes of it.</param>
public sealed record VariableRule(string Pattern, VariableFate Fate, string Why)
{
    /// <summary>What to do instead, for one that is refused.</summary>
    public string Instead { get; init; } = "";

    /// <summary>The value that the tool gets, for one that is set.</summary>
    public string? Value { get; init; }

    /// <summary>Values that make the tool behave as without the variable: they are not refused.</summary>
    public IReadOnlyList<string> Harmless { get; init; } = [];

    /// <summary>
    /// The type of backend that reads it, for one that matters only to roots that keep their state there: for all others the
    /// next rule that is about it counts, as a provider may need it. Null when it matters to all.
    /// </summary>
    public string? Backend { get; init; }

    /// <summary>The setting under <c>terraform.backend</c> that the backend takes instead of the variable; null if none.</summary>
    public string? Setting { get; init; }

    /// <summary>Whether its value is a secret, and hidden in all that the run prints, logs and records.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Whether the rule is about a variable of this name. Upper and lower case are the same, as on Windows.</summary>
    public bool IsAbout(string name) =>
        Pattern.EndsWith('*')
            ? name.StartsWith(Pattern[..^1], StringComparison.OrdinalIgnoreCase)
            : name.Equals(Pattern, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the rule counts for roots that keep their state in these backends.</summary>
    public bool CountsWith(UsedBackends backends) =>
        Backend is null
        || (backends.Types.Contains(Backend) && (Setting is null || !backends.Settings.Contains(Setting)));

    /// <summary>Whether nothing runs while the variable has this value. An empty one counts as none, as the tools have it.</summary>
    public bool Refuses(string value) =>
        Fate == VariableFate.Refused && value.Length > 0 && !Harmless.Contains(value, StringComparer.OrdinalIgnoreCase);
}
