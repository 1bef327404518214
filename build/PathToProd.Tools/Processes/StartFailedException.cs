namespace PathToProd.Tools.Processes;

/// <summary>Why a program could not be started and what to do, before the command line is put in front and secrets are hidden.</summary>
internal sealed class StartFailedException(string cause, string fix) : Exception($"{cause}.\n{fix}.");
