namespace Tegula.Studies;

/// <summary>What a store is opened for.</summary>
public enum StudyAccess
{
    /// <summary>Read and write; a store that is not there is made.</summary>
    ReadWrite,

    /// <summary>Read and write; a store that is not there is an error.</summary>
    ReadWriteExisting,

    /// <summary>Read only, also from a medium that cannot be written; a store that is not there is an error.</summary>
    ReadOnly,
}
