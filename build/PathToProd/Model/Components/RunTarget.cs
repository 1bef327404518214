namespace PathToProd.Model.Components;

/// <summary>What a run does with its components: a stage, all of a platform's life at once, or a task of their own.</summary>
public sealed record RunTarget
{
    private static readonly RunTarget[] Stages = Array.ConvertAll(
        Enum.GetValues<Stage>(),
        stage => new RunTarget(stage)
    );

    private RunTarget(Stage stage)
        : this(stage.ToString(), stage) { }

    private RunTarget(string name, Stage stage)
        : this(name) => Stage = stage;

    private RunTarget(string name) => Name = name;

    /// <summary>Deploys all of a version set, verifies each component once all are there, and looks whether the whole is healthy.</summary>
    public static RunTarget StandUp { get; } = new("StandUp", Components.Stage.Deploy);

    /// <summary>Removes all that is in an environment, and what controllers made outside it while these still run.</summary>
    public static RunTarget TearDown { get; } = new("TearDown", Components.Stage.Destroy);

    /// <summary>Deploys what was there before.</summary>
    public static RunTarget Rollback { get; } = new("Rollback", Components.Stage.Deploy);

    private static readonly RunTarget[] All = [.. Stages, StandUp, TearDown, Rollback];

    /// <summary>Its name, as a stage is written, or as the user wrote it.</summary>
    public string Name { get; }

    /// <summary>The stage; null for a task of a component's own.</summary>
    public Stage? Stage { get; }

    /// <summary>The task that it runs of each component's graph.</summary>
    public string Task => Stage?.ToString() ?? Name;

    /// <summary>Whether it is about all of an environment, so that there are no components to choose.</summary>
    public bool IsOfWhole => this == StandUp || this == TearDown;

    /// <summary>Whether it changes what is in an environment.</summary>
    public bool ChangesEnvironment => Stage is Components.Stage.Deploy or Components.Stage.Destroy;

    /// <summary>Whether it works with what is or will be in an environment, and so with a version of it.</summary>
    public bool ConcernsEnvironment => ChangesEnvironment || Stage is Components.Stage.Plan or Components.Stage.Verify;

    /// <summary>The target of this name, in any case.</summary>
    public static RunTarget Of(string name) =>
        Array.Find(All, target => target.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? new RunTarget(name);

    /// <summary>The target that is a stage.</summary>
    public static RunTarget Of(Stage stage) => Stages[(int)stage];

    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}
