namespace PathToProd.Decisions.Pipelines;

/// <summary>A system that runs generated pipelines.</summary>
public enum CiSystem
{
    /// <summary>GitHub Actions.</summary>
    GitHub,

    /// <summary>GitLab CI.</summary>
    GitLab,

    /// <summary>Jenkins, with a multibranch pipeline.</summary>
    Jenkins,

    /// <summary>Tekton, started by Pipelines-as-Code.</summary>
    Tekton,
}
