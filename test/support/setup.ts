// Decorated classes read the metadata that this brings, so it comes before every test file.
import 'reflect-metadata'
