/** Only for the module path; on the class path it has no effect and may be left out. */
module org.example.consumer {
    requires io.github.psfusion.imaging;
    requires io.github.psfusion.networks;
}
