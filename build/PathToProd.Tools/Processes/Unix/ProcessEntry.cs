namespace PathToProd.Tools.Processes.Unix;

/// <summary>A process as the system lists it. An ended one (a zombie) waits only to be reaped by its parent.</summary>
internal readonly record struct ProcessEntry(int Id, int Parent, int Session, bool Ended);
