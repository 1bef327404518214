namespace PathToProd.Model.Components;

/// <summary>What a run does with its components: a stage, or a task of their own.</summary>
public sealed record RunTarget
{
    private static readonly RunTarget[] Stages = Array.ConvertAll(
        Enum.GetValues<Stage>(),
        stage => new RunTarget(stage)
    );

    private RunTarget(Stage stage)
        : this(stage.ToString()) => Stage = stage;

    private RunTarget(string name) => Name = name;

    /// <summary>Deploys what was there before.</summary>
    public static RunTarget Rollback { get; } = new(nameof(Rollback)) { Stage = Components.Stage.Deploy };

    /// <summary>Its name, as a stage is written, or as the user wrote it.</summary>
    public string Name { get; }

    /// <summary>The stage; null for a task of a component's own.</summary>
    public Stage? Stage { get; private init; }

    /// <summary>The task of a component that it runs.</summary>
    public string Task => Stage?.ToString() ?? Name;

    /// <summary>Whether it changes what is in an environment.</summary>
    public bool ChangesEnvironment => Stage is Components.Stage.Deploy or Components.Stage.Destroy;

    /// <summary>Whether it works with what is or will be in an environment, and so with a version of it.</summary>
    public bool ConcernsEnvironment => ChangesEnvironment || Stage is Components.Stage.Plan or Components.Stage.Verify;

    /// <summary>The target of this name, in any case.</summary>
    public static RunTarget Of(string name) =>
        Array.Find(Stages, stage => stage.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? (Rollback.Name.Equals(name, StringComparison.OrdinalIgnoreCase) ? Rollback : new RunTarget(name));

    /// <summary>The target that is a stage.</summary>
    public static RunTarget Of(Stage stage) => Stages[(int)stage];

    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}
