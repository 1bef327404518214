namespace PathToProd.Facts.Artifacts;

/// <summary>The names of annotations, by the OCI specification where it has one.</summary>
public static class AnnotationNames
{
    /// <summary>The component's name.</summary>
    public const string Title = "org.opencontainers.image.title";

    /// <summary>The component's version.</summary>
    public const string Version = "org.opencontainers.image.version";

    /// <summary>The digest of the content that was packed, by which an unpacked folder is checked.</summary>
    public const string Revision = "org.opencontainers.image.revision";

    /// <summary>Where the sources are kept.</summary>
    public const string Source = "org.opencontainers.image.source";

    /// <summary>When it was built. Only in build records: an artifact depends on its content alone.</summary>
    public const string Created = "org.opencontainers.image.created";

    /// <summary>In an index: the name by which tools find an entry.</summary>
    public const string RefName = "org.opencontainers.image.ref.name";

    /// <summary>In a build record: the commit.</summary>
    public const string Commit = "dev.path-to-prod.commit";

    /// <summary>In a build record: the run.</summary>
    public const string Run = "dev.path-to-prod.run";

    /// <summary>In a build record: who built it.</summary>
    public const string Who = "dev.path-to-prod.who";

    /// <summary>In a result: the key of all inputs of the stage that passed.</summary>
    public const string Key = "dev.path-to-prod.key";

    /// <summary>In a result: the digest of the artifact that was tested.</summary>
    public const string Artifact = "dev.path-to-prod.artifact";

    /// <summary>What the version asks of its surroundings, as <see cref="RelationsText"/> writes it.</summary>
    public const string Relations = "dev.path-to-prod.relations";

    /// <summary>In an index: how many bytes the artifact has, its manifest included.</summary>
    public const string Size = "dev.path-to-prod.size";
}
