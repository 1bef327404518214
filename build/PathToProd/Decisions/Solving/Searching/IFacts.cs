namespace PathToProd.Decisions.Solving.Searching;

/// <summary>The incompatibilities that were given, as the search comes to need them.</summary>
internal interface IFacts
{
    /// <summary>How many components there are.</summary>
    int Components { get; }

    /// <summary>The components that are wished.</summary>
    IEnumerable<int> Wished { get; }

    /// <summary>What holds from the start.</summary>
    IEnumerable<Incompatibility> AtStart();

    /// <summary>What holds of a component alone. Asked once, when the component is first met.</summary>
    IEnumerable<Incompatibility> OfComponent(int component);

    /// <summary>What holds where a version is there. Asked each time the version is about to be decided.</summary>
    VersionFacts OfVersion(int component, int bit);
}

/// <summary>What holds where a version is there.</summary>
/// <param name="Incompatibilities">The same instance for versions that say the same.</param>
/// <param name="Targets">The components that it requires.</param>
internal sealed record VersionFacts(Incompatibility[] Incompatibilities, int[] Targets);
