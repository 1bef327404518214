namespace PathToProd.Model.Components;

/// <summary>
/// Time limits and retries by stage. A type of its own, because a dictionary by <see cref="Stage"/> would be compiled
/// at every start: ready-to-run code holds no framework collections of other assemblies' value types.
/// </summary>
public sealed class StageSettings : IEquatable<StageSettings>
{
    /// <summary>Nothing is said about any stage.</summary>
    public static readonly StageSettings Empty = new(new StageOptions?[(int)Stage.Destroy + 1]);

    private readonly StageOptions?[] _options;

    /// <summary>Takes the options in the order of the stages.</summary>
    internal StageSettings(StageOptions?[] options) => _options = options;

    /// <summary>Whether nothing is said about any stage.</summary>
    public bool IsEmpty => Array.TrueForAll(_options, one => one is null);

    /// <summary>What is said about a stage; null when nothing is.</summary>
    public StageOptions? GetValueOrDefault(Stage stage) => _options[(int)stage];

    /// <summary>The same, but for one stage.</summary>
    public StageSettings With(Stage stage, StageOptions options)
    {
        var all = (StageOptions?[])_options.Clone();
        all[(int)stage] = options;
        return new StageSettings(all);
    }

    /// <inheritdoc />
    public bool Equals(StageSettings? other) => other is not null && _options.AsSpan().SequenceEqual(other._options);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as StageSettings);

    /// <inheritdoc />
    public override int GetHashCode() => _options[(int)Stage.Deploy]?.GetHashCode() ?? 0;
}
