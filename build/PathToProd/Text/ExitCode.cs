namespace PathToProd.Text;

/// <summary>How a run ended, as the number that the shell sees.</summary>
public enum ExitCode
{
    /// <summary>Everything asked for was done, or was already so.</summary>
    Done = 0,

    /// <summary>A stage failed.</summary>
    Failed = 1,

    /// <summary>The input is wrong; nothing was touched.</summary>
    WrongInput = 2,

    /// <summary>A gate or a lock refused; nothing was touched.</summary>
    Refused = 3,

    /// <summary>The user, or a signal, ended the run.</summary>
    Cancelled = 130,
}
